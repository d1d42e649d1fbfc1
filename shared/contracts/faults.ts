/** Something went wrong that no one asked for. The name is a wire contract: Step Functions matches it. */
export abstract class Fault extends Error {
  abstract override readonly name: string;
  abstract readonly retryable: boolean;
}

/** The document or body does not have the shape its reader promised to understand. */
export class InvalidDocument extends Fault {
  override readonly name = 'InvalidDocument';
  readonly retryable = false;
}

/** A setting is missing or malformed; the message names the key, never the value. */
export class InvalidConfiguration extends Fault {
  override readonly name = 'InvalidConfiguration';
  readonly retryable = false;
}

/** The catalog cannot express this query: unknown name, impossible combination. */
export class InvalidQuery extends Fault {
  override readonly name = 'InvalidQuery';
  readonly retryable = false;
}

/** The statement was stopped by its time limit; it is never run again. */
export class DatabaseTimeout extends Fault {
  override readonly name = 'DatabaseTimeout';
  readonly retryable = false;
}

/** The database cannot be reached, or closed the connection. */
export class DatabaseUnavailable extends Fault {
  override readonly name = 'DatabaseUnavailable';
  readonly retryable = true;
  /** It lives, but has no place for us just now. */
  readonly isAlive: boolean;
  constructor(what: string, { isAlive = false } = {}) {
    super(what);
    this.isAlive = isAlive;
  }
}

/** What the business database failed with, by the names of RECOVERIES; undefined when that is not got over. */
export const databaseFailure = (
  error: unknown,
): 'database_lost' | 'database_crowded' | 'database_slow' | undefined => {
  if (error instanceof DatabaseTimeout) return 'database_slow';
  if (!(error instanceof DatabaseUnavailable)) return undefined;
  return error.isAlive ? 'database_crowded' : 'database_lost';
};

/** The database refused the statement or the login: repeating it changes nothing. */
export class DatabaseRefused extends Fault {
  override readonly name = 'DatabaseRefused';
  readonly retryable = false;
  /** Nothing of that name is there. */
  readonly missing: boolean;
  constructor(what: string, missing = false) {
    super(what);
    this.missing = missing;
  }
}

/** It is not known what the asker may see, so nothing is read for them. */
export class AccessUnknown extends Fault {
  override readonly name = 'AccessUnknown';
  readonly retryable = true;
}

/** The line cannot be reached, or broke off before it could say why. */
export class AssistantUnavailable extends Fault {
  override readonly name = 'AssistantUnavailable';
  readonly retryable = true;
}

/** The line did not end in the time it has. */
export class AssistantTimeout extends Fault {
  override readonly name = 'AssistantTimeout';
  readonly retryable = false;
}

/** What the assistant itself remembers can not be read or written just now. */
export class StoreUnavailable extends Fault {
  override readonly name = 'StoreUnavailable';
  readonly retryable = true;
}

/** It can not be done yet; it is to be tried again after `waitMs`. */
export class NotYet extends Fault {
  override readonly name = 'NotYet';
  readonly retryable = true;
  readonly waitMs: number;
  constructor(what: string, waitMs: number) {
    super(what);
    this.waitMs = Math.max(0, waitMs);
  }
}
