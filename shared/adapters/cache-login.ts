import { createHash, createHmac } from 'node:crypto';
import type { Credentials } from '../ports.ts';

/** The keys of a role, as the platform hands them to a function. */
export interface RoleKeys {
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string | undefined;
}

const EXPIRES_SECONDS = 900;
const SERVICE = 'elasticache';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const keyed = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
/** As RFC 3986 asks: what encodeURIComponent leaves is encoded too. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/**
 * The login of a role at a serverless cache whose user has the cache's own name: the address of a request to connect,
 * signed for a quarter of an hour (AWS Signature Version 4, in its query form). Whoever is in stays in.
 */
export const cacheLogin = (name: string, keys: RoleKeys, now: Date): Credentials => {
  const at = now.toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const scope = [at.slice(0, 8), keys.region, SERVICE, 'aws4_request'].join('/');
  const asked: [string, string][] = [
    ['Action', 'connect'],
    ['ResourceType', 'ServerlessCache'],
    ['User', name],
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Credential', `${keys.accessKeyId}/${scope}`],
    ['X-Amz-Date', at],
    ['X-Amz-Expires', String(EXPIRES_SECONDS)],
  ];
  if (keys.sessionToken !== undefined) asked.push(['X-Amz-Security-Token', keys.sessionToken]);
  asked.push(['X-Amz-SignedHeaders', 'host']);
  const query = asked.map(([key, value]) => `${key}=${encoded(value)}`).join('&');
  const request = ['GET', '/', query, `host:${name}`, '', 'host', hash('')].join('\n');
  const text = ['AWS4-HMAC-SHA256', at, scope, hash(request)].join('\n');
  const signing = scope
    .split('/')
    .reduce<string | Buffer>((key, part) => keyed(key, part), `AWS4${keys.secretAccessKey}`);
  const signature = keyed(signing, text).toString('hex');
  return { username: name, password: `${name}/?${query}&X-Amz-Signature=${signature}` };
};
