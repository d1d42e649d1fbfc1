import { prove } from '#shared/domain/proof/prove.ts';
import { wordAnswer } from '#shared/domain/wording/word.ts';
import { exhibits } from '#test/support/gallery.ts';
import {
  catalog,
  evidenceFor,
  languages,
  now,
  timeZone,
  understood,
  wordings,
} from '#test/support/wordings.ts';
import { cpuMicros, median, type Part, percentile, round } from './measure.ts';

/** Long enough for the clock of the processor, short enough to be done for every answer. */
const CALLS = 300;
const ROUNDS = 5;

/** µs of processor time of one call, the median of some rounds. */
const micros = (call: () => unknown): number =>
  median(
    Array.from({ length: ROUNDS }, () => {
      const start = cpuMicros();
      for (let done = 0; done < CALLS; done += 1) call();
      return (cpuMicros() - start) / CALLS;
    }),
  );

/** What the proof of an answer costs: every shape of answer, in both languages, on rows that are given. */
export const measureProving = (): Part => {
  const times = exhibits.flatMap(({ query, rows, more }) =>
    languages.map((language) => {
      const wording = wordings[language];
      const { draft, reads } = wordAnswer(understood(query, language, more), { catalog, wording });
      const evidence = reads.map((read) => evidenceFor(read, rows[read.id] ?? []));
      return micros(() => prove(draft, evidence, reads, { wording, catalog, timeZone, now }));
    }),
  );
  const [typical, slow] = [median(times), percentile(times, 0.95)];
  return {
    title: 'Proving an answer',
    includes: `Processor time to recompute every slot, check the free text and join the sentences, of ${times.length} answers: every shape, in both languages. Reading and masking are not in it.`,
    figures: {
      'all answers': {
        'p50, µs': round(typical),
        'p95, µs': round(slow),
        'max, µs': round(Math.max(...times)),
      },
    },
    ratios: {},
    aims: [{ what: 'a typical answer, µs', value: round(typical), atMost: 100 }],
  };
};
