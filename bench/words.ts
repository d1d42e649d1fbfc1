import { measureMasking } from './masking.ts';
import { type Part, type Ratio, round } from './measure.ts';

/** How many times faster than each peer a message of 4 kB is to be masked. */
const AIMS = { obscenity: 15, allprofanity: 20 };

/** The figures of `measureMasking` as a part; what is ours over theirs, smaller is better. */
export const measureWords = async (): Promise<Part> => {
  const { terms, buildMs, micros, emojiCost, cases, right } = await measureMasking();
  const figures = Object.fromEntries(
    Object.entries(micros).map(([who, times]) => [
      who,
      {
        ...Object.fromEntries(Object.entries(times).map(([text, time]) => [`${text}, µs`, round(time)])),
        [`technical right of ${cases.technical}`]: right[who]?.technical ?? 0,
        [`ordinary right of ${cases.ordinary}`]: right[who]?.ordinary ?? 0,
      },
    ]),
  );
  const ours = micros['milhena'] ?? {};
  const found: Record<string, Ratio> = {};
  for (const peer of Object.keys(AIMS))
    for (const [text, time] of Object.entries(ours))
      found[`milhena / ${peer}, ${text}`] = { value: time / (micros[peer]?.[text] ?? 1), tolerance: 0.75 };
  const faster = (peer: string): number => round(1 / (found[`milhena / ${peer}, 4 kB`]?.value ?? 1));
  return {
    title: 'Masking a text',
    includes: `CPU time a call, all taking turns. Each has the same ${terms} terms, words and phrases; of the texts of the tests "technical right" leave no term and no identifier to be read, "ordinary right" stay as they are.`,
    figures: { ...figures, 'milhena, dictionary made ready': { ms: round(buildMs) } },
    ratios: found,
    aims: [
      ...Object.entries(AIMS).map(([peer, times]) => ({
        what: `times faster than ${peer}, 4 kB`,
        value: faster(peer),
        atLeast: times,
      })),
      { what: 'a message of 200 B, µs', value: round(ours['200 B'] ?? Number.NaN), atMost: 5 },
      { what: 'an emoji more, times the cost', value: round(emojiCost), atMost: 1.3 },
      {
        what: 'cases wrong',
        value:
          cases.technical +
          cases.ordinary -
          (right['milhena']?.technical ?? 0) -
          (right['milhena']?.ordinary ?? 0),
        atMost: 0,
      },
    ],
  };
};
