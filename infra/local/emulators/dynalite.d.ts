declare module 'dynalite' {
  import type { Server } from 'node:http';

  interface Options {
    /** Folder of the tables; in memory without it. */
    path?: string;
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
  }
  const dynalite: (options: Options) => Server;
  export = dynalite;
}
