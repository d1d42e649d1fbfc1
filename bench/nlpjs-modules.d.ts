// What we use of packages that come without types.
declare module '@nlpjs/core' {
  export interface Container {
    use(plugin: unknown): void;
    register(name: string, thing: unknown, single: boolean): void;
  }
  export const containerBootstrap: () => Container;
}

declare module '@nlpjs/nlp' {
  import type { Container } from '@nlpjs/core';

  export interface Entity {
    entity: string;
    sourceText: string;
    resolution?: Record<string, unknown>;
  }
  export interface Processed {
    locale: string;
    intent: string;
    score: number;
    entities: Entity[];
  }
  export class Nlp {
    constructor(settings: {
      container: Container;
      languages: string[];
      autoSave: boolean;
      autoLoad: boolean;
      forceNER: boolean;
      nlu: { log: boolean };
    });
    addDocument(locale: string, text: string, intent: string): void;
    train(): Promise<void>;
    process(locale: string | undefined, text: string): Promise<Processed>;
  }
}

declare module '@nlpjs/lang-en' {
  export const LangEn: unknown;
}

declare module '@nlpjs/lang-it' {
  export const LangIt: unknown;
}

declare module '@nlpjs/builtin-microsoft' {
  import type { Container } from '@nlpjs/core';

  export class BuiltinMicrosoft {
    constructor(settings: object, container: Container);
    extract(input: object): object;
  }
}
