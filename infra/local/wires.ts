import type { BusinessLogin } from './database/business.ts';

type Neighbour = 'database' | 'tables' | 'queues' | 'services';

/** The address (`http://…`, `tcp://…`) of what functions reach goes in, the one that they are told comes out. */
export type Wire = (neighbour: Neighbour, address: string) => Promise<string>;

const NEIGHBOURS: Readonly<Record<string, Neighbour>> = {
  AWS_ENDPOINT_URL_DYNAMODB: 'tables',
  AWS_ENDPOINT_URL_SQS: 'queues',
};

interface Wired<Login> {
  database: Login | undefined;
  endpoints: Record<string, string>;
  /** Addresses of queues in what the template gives to a function. */
  rewired: (variables: Readonly<Record<string, string>>) => Record<string, string>;
}

/** What functions are told of their neighbours, with the wires of a test between them where it lays any. */
export const wiredTo = async <Login extends BusinessLogin>(
  wire: Wire | undefined,
  database: Login | undefined,
  endpoints: Record<string, string>,
): Promise<Wired<Login>> => {
  if (wire === undefined) return { database, endpoints, rewired: () => ({}) };
  const laid = new Map<string, string>();
  for (const [name, address] of Object.entries(endpoints))
    if (!laid.has(address)) laid.set(address, await wire(NEIGHBOURS[name] ?? 'services', address));
  const over = (value: string): string => {
    for (const [from, to] of laid) if (value.startsWith(from)) return to + value.slice(from.length);
    return value;
  };
  const overAll = (variables: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, over(value)]));
  const told = database && {
    ...database,
    ...placeOf(await wire('database', `tcp://${database.host}:${database.port}`)),
  };
  const rewired = (variables: Readonly<Record<string, string>>) => {
    const queues = Object.entries(variables).filter(([name]) => name.endsWith('_QUEUE_URL'));
    return overAll(Object.fromEntries(queues));
  };
  return { database: told, endpoints: overAll(endpoints), rewired };
};

const placeOf = (address: string): { host: string; port: number } => {
  const { hostname, port } = new URL(address);
  return { host: hostname, port: Number(port) };
};
