/** The business database as the functions are told of it. */
export interface BusinessLogin {
  host: string;
  port: number;
  name: string;
  tls: 'verify' | 'require' | 'off';
  username: string;
  password: string;
  /** The same in one line. */
  url: string;
  /** As its owner; only of the embedded one. */
  ownerUrl?: string;
  /** What a person should know of it, in a few words. */
  about: string;
}

export interface BusinessDatabase extends BusinessLogin {
  /** Of the embedded one. */
  pid: () => number | undefined;
  stop: () => Promise<void>;
}

export const urlOf = ({
  host,
  port,
  name,
  tls,
  username,
  password,
}: Omit<BusinessLogin, 'url' | 'about'>) => {
  const mode = { verify: '?sslmode=verify-full', require: '?sslmode=no-verify', off: '' }[tls];
  const address = host.includes(':') ? `[${host}]` : host;
  const login = `${encodeURIComponent(username)}:${encodeURIComponent(password)}`;
  return `postgres://${login}@${address}:${port}/${encodeURIComponent(name)}${mode}`;
};
