import type { Formula, Part, Sentence } from '#shared/contracts/draft.ts';
import { nounForm } from './agreement.ts';
import { havingScope } from './having.ts';
import { MOST_ASKED, lineSentences, listing } from './lines.ts';
import { firstOfEach, firstPlace, rankedSentences, rankingOf } from './ranking.ts';
import { type Frame, MAIN, metricWord, periodOf, phrase, sentence, slot, when } from './slots.ts';
import { nounOf } from './wording.ts';

const rows: Formula = { op: 'rows', evidence: MAIN };

/** A text list: "runs and failures", "process and day". */
const andList = (frame: Frame, parts: Part[]): Part[] =>
  parts.flatMap((part, index) => {
    if (index === 0) return [part];
    return [index === parts.length - 1 ? frame.wording.formats.and : ', ', part];
  });

const words = (frame: Frame): Record<string, Part[]> => {
  const [name = ''] = frame.query.dimensions ?? [];
  const { dimensions, metrics } = frame.wording;
  const own = name === frame.catalog.mainEntity;
  return {
    period: periodOf(frame),
    scope: [...(own ? frame.among : []), ...havingScope(frame), ...(own ? frame.beside : frame.scope)],
    figures: frame.scope,
    rows: [slot('rows', 'count', rows, 'counted', name)],
    there: [slot('rows_there', 'name', rows, 'there', name)],
    the_dimensions: [nounForm(nounOf(dimensions, name), 'the_many', frame.wording)],
    by: andList(
      frame,
      (frame.query.dimensions ?? []).map((one) => nounOf(dimensions, one).one),
    ),
    metrics: andList(
      frame,
      frame.asked.metrics.map((one) =>
        metricWord(one, nounOf(metrics, one).many === undefined ? 'bare' : 'many'),
      ),
    ),
  };
};

/** The sentences with yes or no before them, where that was asked. */
export const yesFirst = (frame: Frame, sentences: Sentence[], formula: Formula = rows): Sentence[] => {
  if (!frame.yesNo) return sentences;
  const yes = [slot('yes', 'name', formula, 'yesno')];
  const key = periodOf(frame).length > 0 ? 'yes_period' : 'yes';
  return sentences.map((one) => ({ ...one, parts: phrase(frame, key, { yes, sentence: one.parts }) }));
};

/** Groups that a bound picks: how many there are, then each. */
const picked = (frame: Frame): Sentence[] => [
  ...yesFirst(frame, [
    sentence(phrase(frame, 'list', words(frame)), when(rows, 'positive')),
    sentence(phrase(frame, 'list_none', words(frame)), when(rows, 'zero')),
  ]),
  sentence(phrase(frame, 'list_open', words(frame)), when(rows, 'null')),
];

/** Figures of each group: "failures by process". */
const split = (frame: Frame): Sentence[] => [
  sentence(phrase(frame, 'by', words(frame)), when(rows, 'positive')),
  sentence(phrase(frame, 'by', words(frame)), when(rows, 'null')),
  sentence(phrase(frame, 'by_none', words(frame)), when(rows, 'zero')),
];

/** Several named things side by side: who is ahead, then each. */
const peers = (frame: Frame): Sentence[] => {
  const ranking = rankingOf(frame);
  const lead = ranking ? firstPlace(frame, ranking, false) : [];
  return [...lead, ...lineSentences(frame, MOST_ASKED), ...split(frame).slice(-1)];
};

/** Groups with their figures: ranked when an order is asked for, else as found. */
export const groupSentences = (frame: Frame): Sentence[] => {
  const ranking = rankingOf(frame);
  const { having = [], limit } = frame.asked;
  const [name = ''] = frame.query.dimensions ?? [];
  if (frame.asked.shape === 'comparison' && !frame.query.comparison) return peers(frame);
  if (ranking && frame.asked.limitBy !== undefined) {
    const none = phrase(frame, having.length > 0 ? 'list_none' : 'by_none', words(frame));
    return [sentence(none, when(rows, 'zero')), ...firstOfEach(frame, ranking)];
  }
  // "More than three failures" already says what the order would.
  const bounded = having.some(({ metric }) => metric === ranking?.by);
  const wanted = limit !== undefined && limit < 100;
  if (ranking && wanted && !bounded) return [...split(frame).slice(-1), ...rankedSentences(frame, ranking)];
  const lead = having.length > 0 ? picked(frame) : split(frame);
  return [
    ...lead,
    ...(wanted ? lineSentences(frame, Math.min(limit, MOST_ASKED)) : listing(frame, name, 'dimensions')),
  ];
};
