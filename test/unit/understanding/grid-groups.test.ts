import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { SemanticQuery } from '#shared/contracts/query.ts';
import { queryOf, read } from '#test/support/understanding.ts';

interface Figure {
  readonly metric: string;
  readonly en: string;
  /** With its article, and by itself. */
  readonly it: string;
  readonly the: string;
  /** The words for a ranking: "the most", "più"; of rates and lengths "the highest", "più alto". */
  readonly most: readonly [en: string, it: string];
  readonly least: readonly [en: string, it: string];
  readonly bound: readonly [en: string, it: string, value: number];
}

const counted = (metric: string, en: string, it: string, the: string): Figure => ({
  metric,
  en,
  it,
  the,
  most: [`the most ${en}`, `più ${it}`],
  least: [`the fewest ${en}`, `meno ${it}`],
  bound: [`more than 10 ${en}`, `più di 10 ${it}`, 10],
});

const measured = (
  metric: string,
  en: string,
  it: string,
  the: string,
  [high, low]: readonly [string, string],
  bound: readonly [string, string, number],
): Figure => ({
  metric,
  en,
  it,
  the,
  most: [`the highest ${en}`, `${the} ${it} ${high}`],
  least: [`the lowest ${en}`, `${the} ${it} ${low}`],
  bound: [`${en} over ${bound[0]}`, `${it} oltre ${bound[1]}`, bound[2]],
});

const HE = ['più alto', 'più basso'] as const;
const SHE = ['più alta', 'più bassa'] as const;
const PERCENT = ['10%', '10%', 10] as const;
const MINUTES = ['5 minutes', '5 minuti', 300] as const;

const FIGURES: readonly Figure[] = [
  counted('runs', 'runs', 'esecuzioni', 'le'),
  counted('failures', 'failures', 'errori', 'gli'),
  counted('recovered', 'recovered failures', 'errori recuperati', 'gli'),
  counted('cancelled', 'cancelled runs', 'esecuzioni annullate', 'le'),
  measured('failure_rate', 'failure rate', 'tasso di errore', 'il', HE, PERCENT),
  measured('success_rate', 'success percentage', 'percentuale di successo', 'la', SHE, PERCENT),
  measured('mean_duration', 'average time', 'tempo medio', 'il', HE, MINUTES),
  measured('max_duration', 'maximum duration', 'durata massima', 'la', SHE, MINUTES),
  measured('total_duration', 'total duration', 'durata totale', 'la', SHE, MINUTES),
  measured('start_delay', 'start delay', 'ritardo di avvio', 'il', HE, MINUTES),
  {
    ...measured('time_saved', 'time saved', 'tempo risparmiato', 'il', HE, MINUTES),
    most: ['the most time saved', 'più tempo risparmiato'],
    least: ['the least time saved', 'meno tempo risparmiato'],
  },
];

interface Part {
  readonly name: string;
  readonly en: string;
  readonly it: string;
  readonly many: readonly [en: string, it: string];
  readonly first: readonly [three: string, best: string];
  readonly unit?: boolean;
}

const HE_FIRST = ['i tre', 'i primi 5'] as const;
const SHE_FIRST = ['le tre', 'le prime 5'] as const;

const PARTS: readonly Part[] = [
  { name: 'process', en: 'process', it: 'processo', many: ['processes', 'processi'], first: HE_FIRST },
  { name: 'area', en: 'area', it: 'area', many: ['areas', 'aree'], first: SHE_FIRST },
  { name: 'tag', en: 'label', it: 'etichetta', many: ['labels', 'etichette'], first: SHE_FIRST },
  {
    name: 'start_type',
    en: 'trigger type',
    it: 'tipo di avvio',
    many: ['trigger types', 'tipi di avvio'],
    first: HE_FIRST,
  },
  { name: 'hour', en: 'hour', it: 'ora', many: ['hours', 'ore'], first: SHE_FIRST, unit: true },
  { name: 'day', en: 'day', it: 'giorno', many: ['days', 'giorni'], first: HE_FIRST, unit: true },
  { name: 'week', en: 'week', it: 'settimana', many: ['weeks', 'settimane'], first: SHE_FIRST, unit: true },
  { name: 'month', en: 'month', it: 'mese', many: ['months', 'mesi'], first: HE_FIRST, unit: true },
];

const TRUSTED = 0.6;

/** What is misread: each text, with the confidence and the query that it gave. */
const misread = (
  texts: readonly string[],
  wanted: Partial<SemanticQuery>,
  parts: readonly string[],
): string[] =>
  texts.flatMap((text) => {
    const reading = read(text);
    if (reading.kind !== 'query') return [`${text}: ${reading.kind}`];
    const { metrics, dimensions = [], order, limit, having, comparison, filters, timeRange } = reading.query;
    const said: Partial<SemanticQuery> = {
      metrics,
      ...(wanted.order && order && { order }),
      ...(wanted.limit !== undefined && limit !== undefined && { limit }),
      ...(having && { having }),
      ...(comparison && { comparison }),
    };
    const fits =
      isDeepStrictEqual(said, wanted) &&
      isDeepStrictEqual(dimensions.toSorted(), parts.toSorted()) &&
      filters === undefined &&
      (timeRange !== undefined) === /ottobre|October/.test(text) &&
      reading.confidence > TRUSTED;
    return fits ? [] : [`${text}: ${reading.confidence} ${JSON.stringify(reading.query)}`];
  });

describe.each(FIGURES)('$metric of every group', ({ metric, en, it, the, most, least, bound }) => {
  test.each(PARTS)('by $name', (part) => {
    const texts = [
      `${en} divided by ${part.en}`,
      `October's ${en} for each ${part.en}`,
      `${it} per ${part.it}`,
      `mi dai ${the} ${it} di ottobre per ogni ${part.it}?`,
    ];
    expect(misread(texts, { metrics: [metric] }, [part.name])).toEqual([]);
  });

  test.each(PARTS)('the $many in the order of it', ({ name, many }) => {
    const texts = [`${many[0]} by ${en}`, `${many[1]} per ${it}`];
    const order = [{ by: metric, direction: 'desc' as const }];
    expect(misread(texts, { metrics: [metric], order }, [name])).toEqual([]);
  });

  test.each(PARTS)('which $name has the most or the least', ({ name, en: one, it: uno, many, first }) => {
    const ranked = (texts: readonly string[], direction: 'asc' | 'desc', limit: number): string[] =>
      misread(texts, { metrics: [metric], order: [{ by: metric, direction }], limit }, [name]);
    const greatest = [`which ${one} has ${most[0]}?`, `quale ${uno} ha avuto ${most[1]} a ottobre?`];
    expect(ranked(greatest, 'desc', 1)).toEqual([]);
    const smallest = [`${one} with ${least[0]} in October`, `${uno} con ${least[1]}`];
    expect(ranked(smallest, 'asc', 1)).toEqual([]);
    const three = [`the three ${many[0]} with ${most[0]}`, `${first[0]} ${many[1]} con ${most[1]}`];
    expect(ranked(three, 'desc', 3)).toEqual([]);
    const five = [`top 5 ${many[0]} by ${en}`, `${first[1]} ${many[1]} per ${it}`];
    expect(ranked(five, 'desc', 5)).toEqual([]);
  });

  test.each(PARTS)('the $many above a bound', ({ name, many }) => {
    const having = [{ metric, operator: '>' as const, value: bound[2] }];
    const texts = [`${many[0]} with ${bound[0]}`, `quali ${many[1]} hanno ${bound[1]}?`];
    expect(misread(texts, { metrics: [metric], having }, [name])).toEqual([]);
  });

  test('of two kinds of groups at once', () => {
    const pairs = PARTS.flatMap((one, at) => PARTS.slice(at + 1).map((other) => [one, other] as const));
    const misses = pairs
      .filter(([{ unit }]) => unit !== true)
      .flatMap(([one, other]) =>
        misread(
          [`${en} by ${one.en} and ${other.en}`, `${it} per ${one.it} e per ${other.it}`],
          { metrics: [metric] },
          [one.name, other.name],
        ),
      );
    expect(misses).toEqual([]);
  });
});

describe.each(PARTS)('by $name', ({ name, en, it }) => {
  test.each([
    ['runs', `share of runs by ${en}`, `quota di esecuzioni per ${it}`],
    ['time_saved', `share of time saved by ${en}`, `quota di tempo risparmiato per ${it}`],
  ])('the share of %s', (metric, ...texts) => {
    expect(misread(texts, { metrics: [metric], comparison: { kind: 'whole' } }, [name])).toEqual([]);
  });

  test.each([
    [
      ['successes', 'failures'],
      `successful runs and failures by ${en}`,
      `esecuzioni riuscite ed errori per ${it}`,
    ],
    [
      ['runs', 'mean_duration'],
      `runs and average duration per ${en}`,
      `esecuzioni e durata media per ogni ${it}`,
    ],
  ])('two figures: %s', (metrics, ...texts) => {
    expect(misread(texts, { metrics }, [name])).toEqual([]);
  });
});

test('a share that ends in "by" splits nothing', () => {
  const query = queryOf('What part of the runs was accounted for by processes with the tag logistica?');
  expect(query).toMatchObject({ metrics: ['runs'], comparison: { kind: 'whole' }, shape: 'share' });
  expect(query.dimensions).toBeUndefined();
});
