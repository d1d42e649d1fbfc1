import { describe, expect, test } from 'vitest';
import { type Mention, mentionsOf } from '#shared/domain/claims/mentions.ts';
import { unclaimed } from '#test/support/claimed-places.ts';
import { lexicons } from '#test/support/drafts.ts';
import { exhibits, show } from '#test/support/gallery.ts';
import { type Language, type Told, languages, now, timeZone, wordings } from '#test/support/wordings.ts';

/** For each place of the answer whether a claim stands there; `without`: as if this one were not told. */
const claimed = ({ text, sentences, claims }: Told, without?: number): boolean[] => {
  const mask: boolean[] = Array.from({ length: text.length }, () => false);
  let from = 0;
  for (const part of sentences.flat()) {
    const said = (typeof part === 'string' ? part : (claims[part.claim]?.text ?? '')).trim();
    const at = text.indexOf(said, from);
    expect(at).toBeGreaterThanOrEqual(0);
    if (typeof part !== 'string' && part.claim !== without) mask.fill(true, at, at + said.length);
    from = at + said.length;
  }
  return mask;
};

const namesOf = ({ claims }: Told): string[] =>
  claims.flatMap(({ value, unit }) => (unit === 'name' && typeof value === 'string' ? [value] : []));

/** Figures, names and times are claims themselves; other words of fact lean on a claim of their line. */
const ITSELF = new Set(['figure', 'name', 'time']);

const lineAt = (text: string, at: number): [from: number, to: number] => {
  const end = text.indexOf('\n', at);
  return [text.lastIndexOf('\n', at) + 1, end < 0 ? text.length : end];
};

const mentionsIn = (told: Told, language: Language): Mention[] =>
  mentionsOf(told.text, { lexicon: lexicons[language], names: namesOf(told), timeZone, now });

/** What looks like a fact and has no claim at its place. */
const missing = (told: Told, language: Language, mentions: Mention[], without?: number): string[] => {
  const mask = claimed(told, without);
  const { text } = told;
  return mentions.flatMap(({ kind, start, end }) => {
    const [from, to] = ITSELF.has(kind) ? [start, end] : lineAt(text, start);
    // The fixed sentence that nothing could be proven has nothing to claim.
    if (text === wordings[language].refusals['not_proven'] && !ITSELF.has(kind)) return [];
    // Of a range both ends must be claimed.
    const digits = [...text.slice(from, to).matchAll(/\d/g)].map(({ index }) => from + index);
    const whole = digits.length === 0 || !ITSELF.has(kind) || digits.every((at) => mask[at] === true);
    return whole && mask.slice(from, to).includes(true) ? [] : [`${kind}: ${text.slice(start, end)}`];
  });
};

describe('a parser of prose finds nothing in an answer that its claims leave out', () => {
  const all = exhibits.flatMap((one) => languages.map((language) => ({ name: one.name, language, one })));
  test.each(all)('$name ($language)', ({ one, language }) => {
    const told = show(one, language);
    expect(missing(told, language, mentionsIn(told, language))).toEqual([]);
  });

  test.each(all)('nor does a scanner that shares no word with it: $name ($language)', ({ one, language }) => {
    const told = show(one, language);
    // The fixed sentence that nothing could be proven has nothing to claim.
    const fixed = told.text === wordings[language].refusals['not_proven'];
    expect(fixed ? [] : unclaimed({ answer: told.text, claims: told.claims }, namesOf(told))).toEqual([]);
  });

  test('and it finds each figure that is taken away from the claims', () => {
    const unseen = all.flatMap(({ one, language }) => {
      const told = show(one, language);
      const mentions = mentionsIn(told, language);
      return told.claims.flatMap(({ text }, at) =>
        /\d/.test(text) && missing(told, language, mentions, at).length === 0
          ? [`${language} ${text}: ${told.text}`]
          : [],
      );
    });
    expect(unseen).toEqual([]);
  });
});
