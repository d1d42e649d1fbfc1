import { measureMasking } from './masking.ts';
import { type Part, type Ratio, round } from './measure.ts';

/** The figures of `measureMasking` as a part; what is ours over theirs, smaller is better. */
export const measureWords = (): Part => {
  const { terms, buildMs, micros, ratios } = measureMasking();
  const figures = Object.fromEntries(
    Object.entries(micros).map(([who, times]) => [
      who,
      Object.fromEntries(Object.entries(times).map(([text, time]) => [`${text}, µs`, round(time)])),
    ]),
  );
  const found: Record<string, Ratio> = {};
  for (const [peer, byText] of Object.entries(ratios))
    for (const [text, timesFaster] of Object.entries(byText))
      found[`milhena / ${peer}, ${text}`] = { value: 1 / timesFaster, tolerance: 0.75 };
  return {
    title: 'Masking a text',
    includes: `Wall time a call. Milhena with its whole dictionary (${terms} terms that always count); the peers with a small part of it, since their cost grows with the terms.`,
    figures: { ...figures, 'milhena, dictionary made ready': { ms: round(buildMs) } },
    ratios: found,
    aims: [],
  };
};
