import { chartOwner } from '#shared/domain/charts/keep.ts';
import { ANONYMOUS } from '#shared/domain/conversation/conversations.ts';
import type { Chart } from '#shared/contracts/chart.ts';
import type { ChartStore, DrawChart } from '#shared/ports.ts';
import { type Route, route } from '#shared/runtime/http.ts';
import { describeError, log } from '#shared/runtime/log.ts';
import { Rejected } from '#shared/runtime/request.ts';
import { MaybePersonQuery, missing, nameIn, readersOf } from './person.ts';

export interface ChartPorts {
  charts: ChartStore;
  draw: DrawChart;
  tenantId: string;
}

const ENDING = '.png';

/** The picture of an answer, drawn when it is asked for. Somebody else's is as little there as one that never was. */
export const chartRoute = ({ charts, draw, tenantId }: ChartPorts): Route => {
  const readerOf = readersOf(tenantId);
  /** A renderer that fails is away like any other neighbour: the words of the answer still stand. */
  const drawn = (chart: Chart): Promise<Uint8Array> =>
    draw(chart).catch((error: unknown) => {
      log.error('picture not drawn', { ...describeError(error) });
      throw new Rejected('unavailable', { detail: 'The picture can not be drawn just now.' });
    });
  return route(
    {
      method: 'GET',
      path: '/v1/charts/{file}',
      summary:
        'The picture of an answer: `{id}.png` with the id in its block. Send `Accept: image/png`. A person’s picture needs their `userId`',
      query: MaybePersonQuery,
      produces: 'image/png',
      problems: ['invalid_request', 'unauthorized', 'not_found', 'too_many_requests', 'unavailable'],
    },
    async ({ query, parts }) => {
      const file = nameIn(parts, 'file');
      if (!file.endsWith(ENDING)) return missing();
      const found = await charts.read(file.slice(0, -ENDING.length));
      const own = [readerOf(query?.userId), readerOf(ANONYMOUS)].map(chartOwner);
      if (found === undefined || !own.includes(found.owner)) return missing();
      return {
        body: await drawn(found.chart),
        headers: { 'cache-control': 'private, max-age=86400, immutable' },
      };
    },
  );
};
