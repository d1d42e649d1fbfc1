import type { Snapshot } from './snapshot.ts';

type Figure = Snapshot['figures'][number];

export interface Screen {
  columns: number;
  rows: number;
  colours: boolean;
  /** Said instead of when it was read: the cloud is gone. */
  trouble?: string | undefined;
}

const STEPS = ['api', 'classify', 'query', 'validate', 'mask', 'webhook', 'dispatch', 'monitor'];
const CHANNELS: [string, string][] = [
  ['http', 'answers, HTTP'],
  ['whatsapp', 'answers, WhatsApp'],
];
const NAME_WIDTH = 19;
const CELL_WIDTH = 10;
const BARS = '▁▂▃▄▅▆▇█';
const NONE = '–';

/** One page of figures: never wider or higher than the screen. */
export const view = (snapshot: Snapshot, screen: Screen): string[] => {
  const paint = paints(screen.colours);
  const read = reading(snapshot);
  const lines = [
    title(snapshot, screen, paint),
    course(snapshot),
    paint.dim(row(['last minute', 'per second', 'p50', 'p95', 'p99', 'errors'])),
    ...CHANNELS.map(([channel, name]) => timed(name, read.one('answerTime', { channel }), undefined, read)),
    ...STEPS.map((work) => {
      const errors = read.one('errors', { work })?.count ?? 0;
      const line = timed(`  ${work}`, read.one('latency', { work }), errors, read);
      return errors > 0 ? paint.bad(line) : line;
    }),
    '',
    said('errors', read.by('errors', 'error'), { bad: true }),
    said('refused', read.by('refusals', 'reason')),
    said('answers', read.by('answers', 'kind')),
    said('missing', read.by('degraded', 'code'), { bad: true }),
    caches(read),
    breakers(snapshot),
    queues(snapshot),
    models(read),
    people(read),
  ].map((line) => (typeof line === 'string' ? line : shown(line, screen, paint)));
  const footer = paint.dim('q quit   h what is what');
  return [...lines.slice(0, screen.rows - 1), footer];
};

interface Said {
  label: string;
  text: string;
  bad: boolean;
}

const shown = ({ label, text, bad }: Said, { columns }: Screen, paint: Paints): string => {
  const line = cut(`${label.padEnd(10)}${text}`, columns);
  return bad ? paint.bad(line) : line;
};

const reading = ({ figures, seconds }: Snapshot) => {
  const all = (name: string) => figures.filter((figure) => figure.name === name);
  return {
    seconds,
    all,
    one: (name: string, dimensions: Record<string, string>): Figure | undefined =>
      all(name).find((figure) =>
        Object.entries(dimensions).every(([key, value]) => figure.dimensions[key] === value),
      ),
    /** How often each value of a dimension, the most frequent first. */
    by: (name: string, dimension: string): [string, number][] =>
      all(name)
        .flatMap(({ dimensions, count }): [string, number][] => {
          const value = dimensions[dimension];
          return value === undefined ? [] : [[value, count]];
        })
        .sort(([, one], [, other]) => other - one),
  };
};
type Reading = ReturnType<typeof reading>;

const title = ({ at, startedAt, url }: Snapshot, { columns, trouble }: Screen, paint: Paints): string => {
  const left = `Milhena  ${url}  up ${span(at - startedAt)}`;
  const right = trouble ?? new Date(at).toTimeString().slice(0, 8);
  const line = cut(`${left}${right.padStart(Math.max(right.length + 2, columns - left.length))}`, columns);
  return trouble === undefined ? paint.bold(line) : paint.bad(line);
};

/** The rate of answers of the last minutes, as small bars. */
const course = ({ course: values }: Snapshot): string => {
  const most = Math.max(1, ...values);
  const bars = values.map((value) =>
    value === 0 ? '·' : (BARS[Math.min(7, Math.floor((value / most) * 8))] ?? ''),
  );
  return `${'answers, 5 minutes'.padEnd(NAME_WIDTH)}  ${bars.join('')}`;
};

const row = ([name = '', ...cells]: readonly string[]): string =>
  name.padEnd(NAME_WIDTH) +
  cells.map((cell) => cell.padStart(CELL_WIDTH + (cell === 'per second' ? 2 : 0))).join('');

const timed = (
  name: string,
  figure: Figure | undefined,
  errors: number | undefined,
  { seconds }: Reading,
): string => {
  const times = [figure?.p50, figure?.p95, figure?.p99].map((ms) => (ms === undefined ? NONE : time(ms)));
  const rate = figure ? number(figure.count / seconds) : NONE;
  const told = errors === undefined ? '' : figure || errors > 0 ? String(errors) : NONE;
  return row([name, rate.padStart(CELL_WIDTH + 2), ...times, told]).trimEnd();
};

const said = (label: string, pairs: readonly [string, number][], { bad = false } = {}): Said => ({
  label,
  text: pairs.map(([what, count]) => `${what} ${count}`).join(' · ') || NONE,
  bad: bad && pairs.length > 0,
});

/** What was found of what was looked for; what is stale was found only because the data was away. */
const caches = ({ all }: Reading): Said => {
  const groups = Map.groupBy(all('cacheReads'), ({ dimensions }) => dimensions['cache'] ?? '');
  const texts = [...groups].map(([cache, figures]) => {
    const of = (outcome: string) =>
      figures.find(({ dimensions }) => dimensions['outcome'] === outcome)?.count ?? 0;
    const sum = figures.reduce((total, { count }) => total + count, 0);
    const found = of('memory') + of('shared') + of('stale');
    const odd = ['stale', 'away'].filter((outcome) => of(outcome) > 0);
    const more = odd.map((outcome) => `, ${outcome} ${of(outcome)}`).join('');
    return `${cache} ${Math.round((100 * found) / sum)} % of ${sum}${more}`;
  });
  return { label: 'cache', text: texts.join(' · ') || NONE, bad: false };
};

const breakers = ({ at, breakers: all }: Snapshot): Said => {
  const open = all.filter(({ dimensions }) => dimensions['state'] !== 'closed');
  const texts = all.map(
    ({ dimensions, lastAt }) => `${dimensions['breaker']} ${dimensions['state']} since ${span(at - lastAt)}`,
  );
  return { label: 'breakers', text: texts.join(' · ') || 'none has opened', bad: open.length > 0 };
};

const queues = ({ queues: all }: Snapshot): Said => {
  const live = all.filter(({ isDeadEnd }) => !isDeadEnd);
  const dead = all.filter(({ isDeadEnd }) => isDeadEnd).reduce((sum, { waiting }) => sum + waiting, 0);
  const texts = live.map(({ name, waiting, inWork }) => {
    const called = name
      .replace(/^Channel/, '')
      .replace(/Queue$/, '')
      .toLowerCase();
    return `${called} ${waiting}${inWork > 0 ? ` (${inWork} in work)` : ''}`;
  });
  return { label: 'queues', text: [...texts, `given up ${dead}`].join(' · '), bad: dead > 0 };
};

const models = ({ all, one, by }: Reading): Said => {
  const providers = new Set(by('modelCalls', 'provider').map(([provider]) => provider));
  const cost = all('modelCost').reduce((total, { sum }) => total + sum, 0);
  const texts = [...providers].map((provider) => {
    const calls = all('modelCalls').filter(({ dimensions }) => dimensions['provider'] === provider);
    const sum = calls.reduce((total, { count }) => total + count, 0);
    const p95 = one('modelTime', { provider })?.p95;
    return `${provider} ${sum} calls${p95 === undefined ? '' : `, p95 ${time(p95)}`}`;
  });
  const tokens = all('modelTokens').reduce((total, { count }) => total + count, 0);
  const spent = tokens > 0 ? [`${tokens} tokens, $${cost.toFixed(4)}`] : [];
  return { label: 'models', text: [...texts, ...spent].join(' · ') || 'none asked', bad: false };
};

const people = (read: Reading): Said => {
  const sum = (name: string) => read.all(name).reduce((total, { count }) => total + count, 0);
  const thumbs = read.by('feedback', 'thumb').map(([thumb, count]) => `thumbs ${thumb} ${count}`);
  const sent = read.one('sends', { outcome: 'sent' })?.count ?? 0;
  const more: [string, number][] = [
    ['messages sent', sent],
    ['called a colleague', sum('escalations')],
    ['told unasked', sum('news')],
  ];
  const texts = more.filter(([, count]) => count > 0).map(([what, count]) => `${what} ${count}`);
  return { label: 'people', text: [...thumbs, ...texts].join(' · ') || NONE, bad: false };
};

const number = (value: number): string => value.toFixed(value >= 100 ? 0 : value >= 0.1 ? 1 : 2);

const time = (ms: number): string => {
  if (ms < 10) return `${ms.toFixed(1)} ms`;
  return ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(1)} s`;
};

const span = (ms: number): string => {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 100) return `${seconds} s`;
  return seconds < 6000 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
};

const cut = (line: string, columns: number): string =>
  line.length <= columns ? line : `${line.slice(0, columns - 1)}…`;

interface Paints {
  bold: (text: string) => string;
  dim: (text: string) => string;
  bad: (text: string) => string;
}

const paints = (colours: boolean): Paints => {
  const paint = (code: number) => (text: string) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);
  return { bold: paint(1), dim: paint(2), bad: paint(31) };
};
