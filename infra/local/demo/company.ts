import { http, library, postgres, unreachable } from './failures.ts';
import type { Incident, Process } from './process.ts';
import { care } from './processes/care.ts';
import { finance } from './processes/finance.ts';
import { orders } from './processes/orders.ts';
import { people } from './processes/people.ts';
import { sales } from './processes/sales.ts';
import { shipping } from './processes/shipping.ts';
import { suppliers } from './processes/suppliers.ts';
import { systems } from './processes/systems.ts';
import { warehouse } from './processes/warehouse.ts';

/** Casa Lumera S.r.l. makes lamps and sells them on its site, on marketplaces and through resellers. */
export const processes: readonly Process[] = [
  ...orders,
  ...sales,
  ...finance,
  ...suppliers,
  ...warehouse,
  ...shipping,
  ...people,
  ...care,
  ...systems,
];

/** The process that every failure sets off. */
export const NOTICES = 'notices';

export const users = [
  { key: 'giulia', first: 'Giulia', last: 'Lumera', role: 'global:owner' },
  { key: 'paolo', first: 'Paolo', last: 'Ferri', role: 'global:admin' },
  { key: 'emma', first: 'Emma', last: 'Clarke', role: 'global:member' },
] as const;

export const roles = [
  ['global:owner', 'Owner', 'global'],
  ['global:admin', 'Admin', 'global'],
  ['global:member', 'Member', 'global'],
  ['project:admin', 'Project Admin', 'project'],
  ['project:personalOwner', 'Project Owner', 'project'],
  ['project:editor', 'Project Editor', 'project'],
  ['project:viewer', 'Project Viewer', 'project'],
  ['workflow:owner', 'Workflow Owner', 'workflow'],
  ['workflow:editor', 'Workflow Editor', 'workflow'],
  ['credential:owner', 'Credential Owner', 'credential'],
] as const;

const COURIER_PAGE =
  '<html><head><title>503 Service Temporarily Unavailable</title></head><body><center><h1>503 Service Temporarily Unavailable</h1></center><hr><center>nginx/1.18.0</center></body></html>';

export const incidents: readonly Incident[] = [
  { service: 'courier', from: [64, '08:20'], to: [62, '17:40'], rate: 0.6, cause: http('503', COURIER_PAGE) },
  {
    service: 'database',
    from: [24, '09:10'],
    to: [23, '11:30'],
    rate: 0.75,
    cause: postgres('connect ECONNREFUSED 10.20.0.11:5432', 'Failed query: SELECT 1'),
  },
  {
    service: 'mail',
    from: [7, '15:00'],
    to: [5, '10:00'],
    rate: 0.7,
    cause: library('Error', 'Invalid login: 535 5.7.8 Error: authentication failed', {
      code: 'EAUTH',
      responseCode: 535,
    }),
  },
  {
    service: 'marketplace',
    from: [41, '00:00'],
    to: [40, '20:00'],
    rate: 0.8,
    cause: unreachable('ETIMEDOUT', 'connect ETIMEDOUT 203.0.113.8:443', 45),
  },
];

/** The server was restarted without warning: days ago and wall time. */
export const restarts: readonly (readonly [number, string])[] = [
  [97, '04:12'],
  [38, '10:05'],
  [11, '15:42'],
];
