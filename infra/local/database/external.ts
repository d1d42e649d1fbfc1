import { Client } from 'pg';
import { BootFailure, codeOf } from '../failure.ts';
import { type BusinessLogin, urlOf } from './business.ts';
import { isTooOld, OLDEST_SERVER } from './server-version.ts';

type Tls = BusinessLogin['tls'];
/** `undefined`: encrypted if the server can, as libpq does it. */
const TLS_OF: Readonly<Record<string, Tls | undefined>> = {
  disable: 'off',
  allow: undefined,
  prefer: undefined,
  require: 'require',
  'no-verify': 'require',
  'verify-ca': 'verify',
  'verify-full': 'verify',
};
const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1']);
const PATIENCE_MS = 5000;

/**
 * The database that DATABASE_URL names, tried once.
 * @throws BootFailure with one sentence that never holds the password.
 */
export const externalDatabase = async (text: string): Promise<BusinessLogin> => {
  const { wanted, ...login } = readUrl(text);
  const found =
    wanted === undefined ? await negotiated(login) : { tls: wanted, ...(await tryLogin(login, wanted)) };
  const { tls, version } = found;
  if (isTooOld(version))
    throw new BootFailure(
      'database',
      `${login.host}:${login.port} is PostgreSQL ${version}; answers need ${OLDEST_SERVER} or later.`,
    );
  const encrypted = tls === 'off' ? ', not encrypted' : '';
  return {
    ...login,
    tls,
    url: urlOf({ ...login, tls }),
    about: `${login.host}:${login.port}/${login.name} as ${login.username} (PostgreSQL ${version}${encrypted})`,
  };
};

type Login = Pick<BusinessLogin, 'host' | 'port' | 'name' | 'username' | 'password'>;

const malformed = (why: string) => new BootFailure('database', `DATABASE_URL is malformed: ${why}.`);

const readUrl = (text: string): Login & { wanted: Tls | undefined } => {
  if (!URL.canParse(text))
    throw malformed('it is not a URL such as postgres://user:password@host:5432/database');
  const url = new URL(text);
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:')
    throw malformed('it must begin with postgres://');
  if (url.hostname === '') throw malformed('the host is missing');
  const name = decoded(url.pathname.slice(1));
  if (name === '') throw malformed('the database is missing: end it with /name');
  if (url.username === '') throw malformed('the user is missing');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const mode = url.searchParams.get('sslmode') ?? (LOOPBACK.has(host) ? 'disable' : 'prefer');
  if (!(mode in TLS_OF)) throw malformed(`sslmode is none of ${Object.keys(TLS_OF).join(', ')}`);
  if (url.searchParams.has('sslrootcert'))
    throw malformed('sslrootcert is not read; name the certificate in NODE_EXTRA_CA_CERTS');
  return {
    host,
    port: url.port === '' ? 5432 : Number(url.port),
    name,
    username: decoded(url.username),
    password: decoded(url.password),
    wanted: TLS_OF[mode],
  };
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    throw malformed('a % in it is not followed by two hexadecimal digits');
  }
};

/** Not told how: encrypted if the server can, otherwise not. */
const negotiated = async (login: Login): Promise<{ tls: Tls; version: string }> => {
  try {
    return { tls: 'require', ...(await tryLogin(login, 'require')) };
  } catch (error) {
    const cannot = error instanceof BootFailure && /does not support SSL/.test(String(error.cause));
    if (!cannot) throw error;
    return { tls: 'off', ...(await tryLogin(login, 'off')) };
  }
};

const tryLogin = async (login: Login, tls: Tls): Promise<{ version: string }> => {
  const client = new Client({
    host: login.host,
    port: login.port,
    database: login.name,
    user: login.username,
    password: login.password,
    ssl: tls === 'off' ? false : { rejectUnauthorized: tls === 'verify' },
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string }>(
      "select current_setting('server_version') as version",
    );
    return { version: rows[0]?.version.split(' ')[0] ?? '?' };
  } catch (error) {
    throw new BootFailure('database', sentence(error, login), { cause: error });
  } finally {
    void client.end().catch(() => undefined);
  }
};

const sentence = (error: unknown, { host, port, name, username }: Login): string => {
  const where = `${host}:${port}`;
  const known: Readonly<Record<string, string>> = {
    ECONNREFUSED: `nothing listens at ${where}`,
    ENOTFOUND: `the host ${host} is not known`,
    EAI_AGAIN: `the host ${host} can not be looked up`,
    ETIMEDOUT: `${where} does not answer`,
    EHOSTUNREACH: `there is no way to ${host}`,
    ENETUNREACH: `there is no way to ${host}`,
    ECONNRESET: `${where} closes the connection`,
    '28P01': `the password of ${username} is wrong`,
    '28000': `the user ${username} may not log in`,
    '3D000': `there is no database ${name} at ${where}`,
    '42501': `the user ${username} may not connect to ${name}`,
    '53300': `${where} has no connection left`,
    '57P03': `the server at ${where} is starting up`,
    DEPTH_ZERO_SELF_SIGNED_CERT: `the certificate of ${host} is not trusted`,
    SELF_SIGNED_CERT_IN_CHAIN: `the certificate of ${host} is not trusted`,
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: `the certificate of ${host} is not trusted`,
    ERR_TLS_CERT_ALTNAME_INVALID: `the certificate is not of ${host}`,
    CERT_HAS_EXPIRED: `the certificate of ${host} has expired`,
  };
  return `DATABASE_URL can not be used: ${known[codeOf(error) ?? ''] ?? unnamed(error, where)}.`;
};

const unnamed = (error: unknown, where: string): string => {
  // Both addresses of a host refused: the system gives one error that holds two.
  if (error instanceof AggregateError && error.errors.some((one) => codeOf(one) === 'ECONNREFUSED'))
    return `nothing listens at ${where}`;
  const text = error instanceof Error ? error.message : '';
  if (/timeout/i.test(text)) return `${where} does not answer`;
  if (/SSL/.test(text)) return `the server at ${where} does not speak TLS; sslmode=disable allows that`;
  if (/terminated/i.test(text)) return `${where} closes the connection: it may not be PostgreSQL`;
  return `the login at ${where} failed`;
};
