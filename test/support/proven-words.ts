import { readAlone } from '#shared/domain/understanding/understand.ts';
import { OF_CATALOG } from '#shared/domain/understanding/reserves.ts';
import type { JudgedTurn } from './composed-report.ts';
import { NOW, TIME_ZONE } from './demo-company.ts';
import { demoDirectory } from './demo-directory.ts';
import { catalog, grammar } from './understanding.ts';

const knowledge = { catalog, grammar, directory: demoDirectory };

const phrasesOf = (text: string): string[] => {
  const { frame } = readAlone({ text, askedAt: NOW, timeZone: TIME_ZONE }, knowledge);
  return frame.concepts
    .filter(({ tag }) => OF_CATALOG.test(tag))
    .map(({ start, end }) =>
      frame.words.tokens
        .slice(start, end)
        .map(({ norm }) => norm)
        .join(' '),
    );
};

/** The phrases that the grammars call proven although no first question of a dialogue that was answered rightly uses them. */
export const unprovenWords = (turns: readonly JudgedTurn[]): string[] => {
  const right = turns.filter(
    ({ turn, wrong, answer }) => turn === 0 && wrong === undefined && answer.kind === 'answer',
  );
  const used = Map.groupBy(right, ({ lang }) => lang);
  return Object.values(grammar.catalogs).flatMap(({ language, proven = [] }) => {
    const said = new Set((used.get(language) ?? []).flatMap(({ q }) => phrasesOf(q)));
    return proven.filter((phrase) => !said.has(phrase));
  });
};
