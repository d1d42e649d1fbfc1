import type { Answer } from '#shared/contracts/answer.ts';

/** One turn of a composed dialogue, judged. */
export interface JudgedTurn {
  file: string;
  id: string;
  turn: number;
  lang: string;
  shape: string;
  category: string;
  q: string;
  answer: Answer;
  wrong: string | undefined;
  exact: boolean | undefined;
}

const percent = (part: number, of: number): string =>
  of === 0 ? '-' : `${((100 * part) / of).toFixed(1)} %`;

const right = (turns: readonly JudgedTurn[]): number =>
  turns.filter(({ wrong }) => wrong === undefined).length;

export const accuracy = (turns: readonly JudgedTurn[]): number => right(turns) / turns.length;

const SURE = 0.9;
/** Answers stated with confidence above 0.9, and those of them that are wrong. */
export const surelyAnswered = (turns: readonly JudgedTurn[]) => {
  const sure = turns.filter(({ answer }) => answer.kind === 'answer' && answer.confidence > SURE);
  return { sure: sure.length, wrong: sure.length - right(sure) };
};

const table = (title: string, turns: readonly JudgedTurn[], of: (turn: JudgedTurn) => string): string[] => {
  const groups = Map.groupBy(turns, of);
  const lines = [...groups]
    .toSorted(([left], [right_]) => (left < right_ ? -1 : 1))
    .map(
      ([name, group]) =>
        `  ${name.padEnd(16)} ${right(group)} of ${group.length} = ${percent(right(group), group.length)}`,
    );
  return [`by ${title}`, ...lines];
};

const BUCKETS = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01];

const calibration = (turns: readonly JudgedTurn[]): string[] => {
  const answers = turns.filter(({ answer }) => answer.kind === 'answer');
  const lines = BUCKETS.slice(0, -1).map((from, at) => {
    const to = BUCKETS[at + 1] ?? 1.01;
    const inside = answers.filter(({ answer }) => answer.confidence > from && answer.confidence <= to);
    return `  above ${from.toFixed(2)}: ${inside.length} answers, ${right(inside)} right = ${percent(right(inside), inside.length)}`;
  });
  return ['confidence of answers', ...lines];
};

const KINDS = /^(?:period|about|by|compared|without|gives|kind \S+(?: \S+)?|does not define)/;

/** What kind of fault it is, without what was asked. */
const faultOf = ({ wrong }: JudgedTurn): string =>
  wrong === undefined
    ? 'none'
    : (KINDS.exec(wrong)?.[0] ?? (wrong.includes('rows too many') ? 'rows' : 'figure'));

const faults = (turns: readonly JudgedTurn[]): string[] => {
  const wrong = turns.filter((turn) => turn.wrong !== undefined);
  const lines = [...Map.groupBy(wrong, faultOf)].map(([fault, group]) => `  ${fault}: ${group.length}`);
  return ['faults', ...lines.toSorted()];
};

/** What was reached on one split. Only counts: nobody may learn which questions of `test` fail. */
export const summaryOf = (title: string, turns: readonly JudgedTurn[]): string => {
  const { sure, wrong } = surelyAnswered(turns);
  const asking = turns.filter(({ exact }) => exact !== undefined);
  const exact = asking.filter((turn) => turn.exact === true).length;
  return [
    `${title}: ${right(turns)} of ${turns.length} turns right = ${percent(right(turns), turns.length)}`,
    `  sure and wrong: ${wrong} of ${sure} = ${percent(wrong, sure)}`,
    `  the very query asked for: ${exact} of ${asking.length} = ${percent(exact, asking.length)}`,
    ...table('category', turns, ({ category }) => category),
    ...table('shape', turns, ({ shape }) => shape),
    ...table('language', turns, ({ lang }) => lang),
    ...table('turn', turns, ({ turn }) => (turn === 0 ? 'first' : 'later')),
    ...table('file', turns, ({ file }) => file),
    ...calibration(turns),
    ...faults(turns),
  ].join('\n');
};

/** The failures of a development half, the surest first. */
export const failuresOf = (turns: readonly JudgedTurn[]): string =>
  turns
    .filter(({ wrong }) => wrong !== undefined)
    .toSorted((left, right_) => right_.answer.confidence - left.answer.confidence)
    .map(
      ({ file, id, turn, q, answer, wrong }) =>
        `  ${file} ${id}#${turn + 1} ${q}\n      ${wrong} | ${answer.confidence} ${answer.kind} | ${answer.answer.replaceAll('\n', ' / ').slice(0, 160)}`,
    )
    .join('\n');
