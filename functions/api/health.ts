import * as z from 'zod/mini';
import type { CatalogFolder } from '#shared/adapters/catalog-files.ts';
import type { LineProbe } from '#shared/ports.ts';
import { type Route, route } from '#shared/runtime/http.ts';
import { Rejected } from '#shared/runtime/request.ts';

const Live = z.object({ status: z.literal('ok') });
const Check = z.object({ ok: z.boolean(), ms: z.number() });
const Deep = z.object({ status: z.enum(['ok', 'degraded']), checks: z.record(z.string(), Check) });
type Check = z.infer<typeof Check>;

export interface HealthPorts {
  line: LineProbe;
  catalog: CatalogFolder;
  tables: { check(): Promise<void> };
}

const PROBE_MS = 9000;

export const healthRoutes = ({ line, catalog, tables }: HealthPorts): Route[] => [
  route(
    {
      method: 'GET',
      path: '/v1/health/live',
      summary: 'This function runs',
      open: true,
      response: Live,
      problems: [],
    },
    () => ({ body: { status: 'ok' } }),
  ),
  route(
    {
      method: 'GET',
      path: '/v1/health/ready',
      summary: 'It can take questions: its catalog is there',
      open: true,
      response: Live,
      problems: ['unavailable'],
    },
    async () => {
      const languages = await catalog.languages().catch(() => []);
      if (languages.length === 0) throw new Rejected('unavailable', { detail: 'The catalog is missing.' });
      return { body: { status: 'ok' } };
    },
  ),
  route(
    {
      method: 'GET',
      path: '/v1/health/deep',
      summary: 'Everything an answer needs, each with its latency in milliseconds',
      response: Deep,
      problems: ['unauthorized', 'unavailable'],
    },
    async () => {
      const checks = Object.fromEntries(
        await Promise.all([
          named(
            'catalog',
            timed(async () => void (await catalog.languages())),
          ),
          named(
            'tables',
            timed(() => tables.check()),
          ),
          named('database', database(line)),
        ]),
      );
      const failed = Object.entries(checks).flatMap(([name, { ok, ms }]) =>
        ok ? [] : [{ field: name, detail: `does not answer (${ms} ms)` }],
      );
      if (failed.length > 0) throw new Rejected('unavailable', { errors: failed });
      return { body: { status: 'ok', checks } };
    },
  ),
];

const named = async (name: string, check: Promise<Check>): Promise<[string, Check]> => [name, await check];

const timed = async (work: () => Promise<unknown>): Promise<Check> => {
  const startedAt = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PROBE_MS);
  });
  const done = work().then(
    () => true,
    () => false,
  );
  const ok = await Promise.race([done, late]);
  clearTimeout(timer);
  return { ok, ms: Math.round(performance.now() - startedAt) };
};

/** The time is that of the whole way: line, function, database and back. */
const database = async (line: LineProbe): Promise<Check> => {
  let reached = false;
  const check = await timed(async () => {
    reached = (await line.probe()).database.ok;
  });
  return { ...check, ok: check.ok && reached };
};
