import type { Wording } from '#shared/domain/wording/wording.ts';
import type { CompiledCatalog } from '../../catalog.ts';
import type { Line } from './doctor-report.ts';

/** Parts of a wording that are looked up by their key, without which a sentence would be missing. */
const PARTS = ['phrases', 'periods', 'trends', 'operators', 'static', 'refusals', 'asks', 'notes'] as const;

const keysOf = (wording: Wording): string[] => [
  ...PARTS.flatMap((part) => Object.keys(wording[part]).map((key) => `${part}.${key}`)),
  ...Object.entries(wording.labels).flatMap(([list, texts]) =>
    // Languages differ in where one and many, or rows, are said otherwise.
    /_(?:one|row)$/.test(list) ? [] : Object.keys(texts).map((key) => `labels.${list}.${key}`),
  ),
];

const line = (mark: Line['mark'], text: string, names: readonly string[]): Line[] =>
  names.length === 0 ? [] : [{ mark, text: `${text}: ${names.join(', ')}` }];

/** What the other languages of a deployment say and read, and this one has no words for. */
export const languageGaps = (language: string, { wordings, grammar }: CompiledCatalog): Line[] => {
  const own = wordings[language];
  const tags = grammar.languages[language]?.tags ?? {};
  const others = Object.keys(wordings).filter((each) => each !== language);
  const said = new Set(own ? keysOf(own) : []);
  const unsaid = new Set(
    others.flatMap((each) => {
      const other = wordings[each];
      return other ? keysOf(other).filter((key) => !said.has(key)) : [];
    }),
  );
  const unread = new Set(
    others.flatMap((each) =>
      Object.entries(grammar.languages[each]?.tags ?? {}).flatMap(([tag, phrases]) =>
        phrases.length > 0 && !(tag in tags) ? [tag] : [],
      ),
    ),
  );
  return [
    ...line('problem', 'not said, though other languages say it', [...unsaid]),
    // An empty list says that the language has no such words.
    ...line('warning', 'ways of asking without a word, not even an empty list', [...unread]),
  ];
};
