import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkProse } from '#shared/domain/claims/check.ts';
import { lexicons, passes } from '#test/support/drafts.ts';
import { type Pair, randomPair } from '#test/support/random-claims.ts';
import { catalog, languages, now, timeZone } from '#test/support/wordings.ts';

const survives = ({ evidence, language }: Pair, text: string): boolean =>
  passes(
    checkProse(
      text,
      [
        {
          id: 'e1',
          fingerprint: 'sha256:random',
          parameters: [],
          readAt: now.toISOString(),
          columns: evidence.columns,
          rows: evidence.rows,
        },
      ],
      [{ id: 'e1', query: evidence.query }],
      { catalog, lexicon: lexicons[language], timeZone, now },
    ),
  );

const RUNS = 1000;
const LEAST_TRUE = 0.97;
const MOST_MS = 120_000;

describe('of a random sentence with one detail changed', () => {
  test.each(languages)(
    'the true one passes and the false one never does (%s)',
    (language) => {
      const lost = new Map<string, string>();
      let kept = 0;
      fc.assert(
        fc.property(fc.infiniteStream(fc.nat()), fc.nat(), (stream, which) => {
          const upTo = (most: number): number => (stream.next().value ?? 0) % (most + 1);
          const pair = randomPair({ upTo }, language);
          if (survives(pair, pair.truth)) kept += 1;
          else lost.set(pair.name, pair.truth);
          const lie = pair.lies[which % pair.lies.length];
          if (!lie) throw new Error('nothing to lie about');
          if (survives(pair, lie.text))
            throw new Error(`${lie.text} (${lie.changed} changed; true is: ${pair.truth})`);
        }),
        { numRuns: RUNS },
      );
      if (kept / RUNS < LEAST_TRUE) console.log([...lost.values()].join('\n'));
      expect(kept / RUNS).toBeGreaterThanOrEqual(LEAST_TRUE);
    },
    MOST_MS,
  );
});
