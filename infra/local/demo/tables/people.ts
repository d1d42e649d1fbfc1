import type { Calendar } from '../calendar.ts';
import { processes, roles, users } from '../company.ts';
import { instant, type Table } from '../copy.ts';
import { randomOf } from '../random.ts';

const DAY = 86_400_000;

export const userId = (key: string): string => randomOf(`user:${key}`).uuid();
const mail = (first: string, last: string) => `${first}.${last}@casalumera.example`.toLowerCase();

/** The project of one person; its name is personal data. */
const personal = {
  id: randomOf('project:giulia').id(16),
  name: `${users[0].first} ${users[0].last} <${mail(users[0].first, users[0].last)}>`,
};

const unique = (names: readonly (string | undefined)[]) => [
  ...new Set(names.filter((name) => name !== undefined)),
];
const areas = unique(processes.map(({ area }) => area));

/** The project a process belongs to: that of its area, or that of the owner. */
export const projectOf = (area: string | undefined): { id: string; name: string } =>
  area === undefined ? personal : { id: randomOf(`project:${area}`).id(16), name: area };

export const folderId = (area: string | undefined, folder: string): string =>
  randomOf(`folder:${area}:${folder}`).id(16);

export const tagId = (name: string): string => randomOf(`tag:${name}`).id(16);

/** Users, roles, projects, folders and tags. */
export const peopleTables = ({ from, now }: Calendar): Table[] => {
  const founded = instant(from - 400 * DAY);
  const folders = new Map(
    processes.flatMap(({ area, folder }) => (folder ? [[folderId(area, folder), { area, folder }]] : [])),
  );
  const projects = [
    ...users.map(({ key, first, last }) => ({
      id: randomOf(`project:${key}`).id(16),
      name: `${first} ${last} <${mail(first, last)}>`,
      type: 'personal',
      by: key,
    })),
    ...areas.map((name) => ({ ...projectOf(name), type: 'team', by: users[0].key })),
  ];
  return [
    {
      name: 'role',
      columns: ['slug', 'displayName', 'description', 'roleType', 'systemRole', 'createdAt', 'updatedAt'],
      rows: roles.map(([slug, name, type]) => [slug, name, name, type, true, founded, founded]),
    },
    {
      name: 'user',
      columns: [
        'id',
        'email',
        'firstName',
        'lastName',
        'password',
        'roleSlug',
        'createdAt',
        'updatedAt',
        'lastActiveAt',
      ],
      rows: users.map(({ key, first, last, role }) => [
        userId(key),
        mail(first, last),
        first,
        last,
        `$2a$10$${randomOf(`password:${key}`).id(53)}`,
        role,
        founded,
        founded,
        instant(now)?.slice(0, 10),
      ]),
    },
    {
      name: 'project',
      columns: ['id', 'name', 'type', 'creatorId', 'createdAt', 'updatedAt'],
      rows: projects.map(({ id, name, type, by }) => [id, name, type, userId(by), founded, founded]),
    },
    {
      name: 'project_relation',
      columns: ['projectId', 'userId', 'role', 'createdAt', 'updatedAt'],
      rows: projects.map(({ id, type, by }) => [
        id,
        userId(by),
        type === 'personal' ? 'project:personalOwner' : 'project:admin',
        founded,
        founded,
      ]),
    },
    {
      name: 'folder',
      columns: ['id', 'name', 'projectId', 'createdAt', 'updatedAt'],
      rows: [...folders].map(([id, { area, folder }]) => [id, folder, projectOf(area).id, founded, founded]),
    },
    {
      name: 'tag_entity',
      columns: ['id', 'name', 'createdAt', 'updatedAt'],
      rows: unique(processes.flatMap(({ tags }) => tags)).map((name) => [
        tagId(name),
        name,
        founded,
        founded,
      ]),
    },
    {
      name: 'settings',
      columns: ['key', 'value', 'loadOnStartup'],
      rows: [['userManagement.isInstanceOwnerSetUp', 'true', true]],
    },
    {
      name: 'credentials_entity',
      columns: ['id', 'name', 'type', 'data', 'createdAt', 'updatedAt'],
      rows: ['postgres', 'smtp', 'httpHeaderAuth'].map((type) => {
        const random = randomOf(`credential:${type}`);
        return [random.id(16), `Casa Lumera ${type}`, type, `U2FsdGVkX1${random.id(64)}`, founded, founded];
      }),
    },
  ];
};
