import { type Token, tokenise } from '../language/tokens.ts';

const LONGEST_NUMBER = 40;
const NUMBER_MARKS = new Set([',', '.', "'", '’']);

const grouped = (text: string, decimal: string): number | undefined => {
  const group = decimal === ',' ? '.' : ',';
  const [whole = '', fraction, ...more] = text.split(decimal);
  if (more.length > 0 || (fraction !== undefined && !/^\d+$/.test(fraction))) return undefined;
  const groups = whole.split(group);
  const even = groups.length === 1 || groups.slice(1).every((part) => part.length === 3);
  if (!even || (groups[0] ?? '').length === 0 || groups.some((part) => !/^\d+$/.test(part))) return undefined;
  if (groups.length > 1 && (groups[0] ?? '').length > 3) return undefined;
  return Number(`${groups.join('')}${fraction === undefined ? '' : `.${fraction}`}`);
};

/** A number in digits as the language writes it; undefined when it is not written so: "2.6" in Italian. */
export const writtenNumber = (text: string, decimal: string): number | undefined => grouped(text, decimal);

/** Numbers with their groups and decimals in one token, worth what the language says. */
const joined = (tokens: readonly Token[], decimal: string): Token[] => {
  const result: Token[] = [];
  const put = (token: Token): void => {
    const clock = token.norm.includes(':');
    const value = clock ? undefined : writtenNumber(token.norm, decimal);
    const { value: _, ...rest } = token;
    result.push(value === undefined ? rest : { ...rest, value });
  };
  for (let at = 0; at < tokens.length; at += 1) {
    let token = tokens[at];
    if (token === undefined) break;
    if (token.kind !== 'number') {
      result.push(token);
      continue;
    }
    for (;;) {
      const mark = tokens[at + 1];
      const next = tokens[at + 2];
      const touches = mark?.start === token.end && next?.start === mark.end && next.kind === 'number';
      if (token.norm.length > LONGEST_NUMBER) break;
      if (!mark || !next || !touches || !NUMBER_MARKS.has(mark.norm)) break;
      token = {
        ...token,
        text: token.text + mark.text + next.text,
        norm: token.norm + mark.norm + next.norm,
        end: next.end,
      };
      at += 2;
    }
    put(token);
  }
  return result;
};

const CHUNK = /\S+/g;

/** The tokens of a prose text; unlike those of a question their `start` and `end` are places in the text itself. */
export const proseTokens = (text: string, decimal: string): Token[] => {
  const tokens: Token[] = [];
  for (const match of text.matchAll(CHUNK)) {
    const chunk = match[0];
    const cut = joined(tokenise(chunk), decimal);
    const whole = (cut.at(-1)?.end ?? 0) <= chunk.length;
    for (const token of cut)
      tokens.push({
        ...token,
        start: match.index + (whole ? token.start : 0),
        end: match.index + (whole ? token.end : chunk.length),
      });
  }
  return tokens;
};
