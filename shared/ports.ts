import type { Directory } from './contracts/catalog.ts';
import type { Cell } from './contracts/evidence.ts';
import type { Masked, Question } from './contracts/documents.ts';

/** Time is asked for, never stored. */
export type Now = () => Date;

/** One parameterised statement and what it promises to return, in order. */
export interface Statement {
  sql: string;
  parameters: (Cell | Cell[])[];
  columns: string[];
  /** `sha256:` and the hash of the text alone, without its parameters. */
  fingerprint: string;
}

/** The business data, read as the read-only role. */
export interface BusinessDatabase {
  /**
   * Runs one statement in a read-only transaction.
   * @throws DatabaseTimeout, DatabaseUnavailable, DatabaseRefused
   */
  read(statement: Statement): Promise<Cell[][]>;
  /** Resolves when the database answers; for health. */
  ping(): Promise<void>;
}

/** The names a tenant's questions may use; written by query, read by classify. */
export interface DirectoryStore {
  read(tenantId: string): Promise<Directory | undefined>;
  write(directory: Directory): Promise<void>;
}

/** The whole line, behind the state machine. */
export interface AssistantLine {
  ask(question: Question): Promise<Masked>;
}

/** Asks the line whether it reaches the business data; for health. */
export interface LineProbe {
  probe(): Promise<{ database: { ok: boolean; ms: number } }>;
}

/** The login of the read-only role. */
export interface Credentials {
  username: string;
  password: string;
}

/** Where the login is kept; it may be rotated at any time. */
export interface CredentialStore {
  /** The login as last known. */
  read(): Promise<Credentials>;
  /** Asks again, after the database refused the login that was known. */
  renew(): Promise<Credentials>;
}
