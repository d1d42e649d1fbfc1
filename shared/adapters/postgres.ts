import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';
import type { Scope } from '../contracts/access.ts';
import type { Cell } from '../contracts/evidence.ts';
import {
  databaseFailure,
  DatabaseRefused,
  DatabaseTimeout,
  DatabaseUnavailable,
} from '../contracts/faults.ts';
import type { Recovered } from '../contracts/recoveries.ts';
import type { BusinessDatabase, Credentials, CredentialStore, SharedState, Statement } from '../ports.ts';
import { leftUntil } from '#shared/domain/resilience/deadline.ts';
import { gate } from './gate.ts';
import { cancelRunning } from './postgres-cancel.ts';
import { together } from './postgres-cork.ts';
import { isLoginRefused } from './postgres-faults.ts';
import { preparedNames } from './postgres-prepared.ts';
import { cellTypes } from './postgres-types.ts';
import type { Told } from './circuit.ts';
import { databaseCircuit } from './postgres-circuit.ts';
import { tryAgain } from './try-again.ts';

export interface PostgresSettings {
  host: string;
  port: number;
  database: string;
  tls: 'verify' | 'require' | 'off';
  /** The server stops a statement after this. */
  statementMs?: number;
  /** We stop waiting, and tell the server so; a second after its own limit unless set. */
  deadlineMs?: number;
  /** Where instances tell each other that the database is away. */
  shared?: SharedState;
  /** Told when it is asked no more because it fails, and when it is again. */
  told?: Told;
  /** Told of failures that were got over. */
  recovered?: Recovered;
}

const CONNECTIONS = 5;
const CONNECT_MS = 1500;
/** So long a password that is being changed is waited for. */
const CHANGING_MS = 1500;
const RETRIES = { rules: { tries: 4, firstMs: 400, mostMs: 1600, leastMs: 0 }, budgetMs: 2500 };
const PATIENCE_MS = 5000;
/** What an answer has at the least, else nothing is begun. */
const LEAST_MS = 50;

type Runnable = Pick<Statement, 'sql' | 'parameters' | 'scope'>;

/** What the row policy of infra/database goes by; set for one transaction, it never outlives it on a shared connection. */
const SCOPE = 'milhena.scope';
const NOTHING: Scope = { kind: 'processes', ids: [] };

interface Login {
  pool: Pool;
  credentials: Credentials;
}

/** The business data behind PostgreSQL, read only, at most five connections a process. */
export const postgresDatabase = (
  settings: PostgresSettings,
  store: CredentialStore,
): BusinessDatabase & { close(): Promise<void> } => {
  const statementMs = settings.statementMs ?? 5000;
  const deadlineMs = settings.deadlineMs ?? statementMs + 1000;
  const recovered = settings.recovered ?? (() => undefined);
  const start = `BEGIN READ ONLY; SET LOCAL statement_timeout = ${Math.trunc(statementMs)}; SET LOCAL ${SCOPE} = 'all'`;
  const enter = gate(
    CONNECTIONS,
    PATIENCE_MS,
    () => new DatabaseUnavailable('Too many waiting statements', { isAlive: true }),
  );
  let current: Promise<Login> | undefined;
  let renewing: Promise<Credentials> | undefined;
  let everIn = false;
  const names = preparedNames();

  const login = (): Promise<Login> => {
    current ??= open(settings, () => store.read()).catch((error: unknown) => {
      current = undefined;
      throw error;
    });
    return current;
  };

  /**
   * While a password is rotated there is a moment in which the database has the new one and the secret still the old
   * one: where a login was ever let in, the next one is waited for.
   */
  const next = async (refused: Credentials): Promise<Credentials> => {
    const until = performance.now() + CHANGING_MS;
    for (;;) {
      const found = await store.renew();
      if (!isSame(found, refused) || !everIn || performance.now() > until) return found;
      await sleep(CHANGING_MS / 10);
    }
  };

  /** One renewal for all who were refused with the same login. */
  const relogin = async (refused: Login): Promise<Login> => {
    const known = await login();
    if (known !== refused) return known;
    renewing ??= next(refused.credentials).finally(() => {
      renewing = undefined;
    });
    const credentials = await renewing;
    if (isSame(credentials, refused.credentials)) throw refusedBy(everIn);
    if ((await login()) !== refused) return login();
    current = open(settings, async () => credentials);
    void refused.pool.end().catch(() => undefined);
    return current;
  };

  const connect = async (): Promise<PoolClient> => {
    const known = await login();
    try {
      const client = await known.pool.connect();
      everIn = true;
      return client;
    } catch (error) {
      if (!isLoginRefused(error)) throw error;
    }
    const newer = await relogin(known);
    try {
      const client = await newer.pool.connect();
      recovered({ failure: 'login_refused', how: 'renewed' });
      return client;
    } catch (error) {
      throw isLoginRefused(error) ? refusedBy(everIn) : error;
    }
  };

  const run = async (statement: Runnable, limitMs: number): Promise<Cell[][]> => {
    const client = await connect();
    const name = names.nameOf(statement.sql);
    try {
      const rows = await withinDeadline(
        transaction(client, start, statement, name),
        limitMs,
        () => void cancelRunning(client, settings.host, settings.port),
      );
      client.release();
      return rows;
    } catch (error) {
      client.release(true);
      throw error;
    }
  };

  const attempt = async (statement: Runnable, limitMs: number): Promise<Cell[][]> => {
    try {
      return await run(statement, limitMs);
    } catch (error) {
      if (!names.isRefused(statement.sql, error)) throw error;
      return run(statement, limitMs);
    }
  };

  const look = (): Promise<Cell[][]> =>
    attempt({ sql: 'SELECT 1', parameters: [], scope: NOTHING }, Math.min(deadlineMs, CONNECT_MS));
  const fuse = databaseCircuit({ key: `database/${settings.host}/${settings.database}`, look, ...settings });

  const read = async (statement: Runnable, answerBy?: string): Promise<Cell[][]> => {
    const left = () => leftUntil(answerBy, Date.now());
    const once = (): Promise<Cell[][]> => {
      if (left() < LEAST_MS) throw new DatabaseTimeout('No time is left');
      const limitMs = Math.min(deadlineMs, left());
      return fuse.guard(() => attempt(statement, limitMs), limitMs < deadlineMs);
    };
    const persist = tryAgain(() => fuse.closedFor(() => enter(once, left())), {
      ...RETRIES,
      passes: (error) => error instanceof DatabaseUnavailable && !fuse.rests(),
      leftMs: left,
      recovered: (first) => {
        const failure = databaseFailure(first);
        if (failure === 'database_lost' || failure === 'database_crowded')
          recovered({ failure, how: 'retried' });
      },
    });
    return answerBy === undefined ? persist : withinDeadline(persist, left(), () => undefined);
  };

  return {
    read,
    // Whoever asks whether it is there wants to know, open circuit or not.
    ping: () => tryAgain(fuse.look, { ...RETRIES, passes: (error) => error instanceof DatabaseUnavailable }),
    close: async () => {
      fuse.stop();
      const known = await current?.catch(() => undefined);
      current = undefined;
      await known?.pool.end();
    },
  };
};

const isSame = (one: Credentials, other: Credentials): boolean =>
  one.password === other.password && one.username === other.username;

/** Whoever was ever let in will be again. */
const refusedBy = (everIn: boolean): DatabaseUnavailable | DatabaseRefused =>
  everIn
    ? new DatabaseUnavailable('The login is being changed', { isAlive: true })
    : new DatabaseRefused('The database refused the login');

const TLS = {
  verify: { rejectUnauthorized: true },
  require: { rejectUnauthorized: false },
  off: false,
} as const;

const open = async (settings: PostgresSettings, read: () => Promise<Credentials>): Promise<Login> => {
  const [{ default: pg }, credentials] = await Promise.all([import('pg'), read()]);
  const pool = new pg.Pool({
    host: settings.host,
    port: settings.port,
    database: settings.database,
    user: credentials.username,
    password: credentials.password,
    ssl: TLS[settings.tls],
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    allowExitOnIdle: true,
    application_name: 'milhena',
    pipeline: true,
    types: cellTypes,
  });
  // A connection that dies while nobody uses it is replaced at the next statement; nothing to tell.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return { pool, credentials };
};

/**
 * Written all at once and answered in one round trip (the pool's clients pipeline). The server works it off in
 * order: should the beginning fail, everything after it fails too, and no row is given out before all succeeded.
 */
const transaction = async (
  client: PoolClient,
  start: string,
  { sql, parameters, scope }: Runnable,
  name: string | undefined,
): Promise<Cell[][]> => {
  const [{ rows }] = await together(client, () => {
    const begun = client.query(start);
    const scoped =
      scope.kind === 'processes' &&
      client.query('SELECT set_config($1, $2::text[]::text, true)', [SCOPE, scope.ids]);
    const asked = client.query<Cell[]>({
      text: sql,
      values: parameters,
      rowMode: 'array',
      ...(name !== undefined && { name }),
    });
    return Promise.all([asked, begun, scoped, client.query('COMMIT')]);
  });
  return rows;
};

/** The server's own limit comes first; this one holds when the server cannot keep it. */
const withinDeadline = async <Value>(
  work: Promise<Value>,
  ms: number,
  giveUp: () => void,
): Promise<Value> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      giveUp();
      reject(new DatabaseTimeout('The statement reached our own time limit'));
    }, ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};
