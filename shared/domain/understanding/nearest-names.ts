import type { Directory, Named } from '#shared/contracts/catalog.ts';
import { foldText } from '#shared/domain/language/tokens.ts';

const padded = (text: string): string => `  ${foldText(text)} `;

const trigrams = (text: string): Set<string> => {
  const whole = padded(text);
  return new Set(Array.from({ length: whole.length - 2 }, (_, at) => whole.slice(at, at + 3)));
};

const ready = new WeakMap<Named, string>();

/** The name, with room around it, as pieces are looked for in it. */
const paddedName = (named: Named): string => {
  const known = ready.get(named) ?? padded(named.name);
  ready.set(named, known);
  return known;
};

/** Under this share of common letters a name is like it by chance. */
const ALIKE = 0.25;

/** The names of one dimension that are most like a text, best first: what a name that does not exist may mean. */
export const nearestNames = (text: string, { names }: Directory, dimension: string, most = 3): Named[] => {
  const wanted = [...trigrams(text)];
  const scored = names
    .filter((each) => each.dimension === dimension && each.listed !== false)
    .map((each) => {
      const own = paddedName(each);
      const common = wanted.filter((piece) => own.includes(piece)).length;
      // A name may be long: what counts most is how much of what was said is in it.
      return { each, score: common / wanted.length };
    });
  return scored
    .filter(({ score }) => score >= ALIKE)
    .toSorted((one, other) => other.score - one.score)
    .slice(0, most)
    .map(({ each }) => each);
};
