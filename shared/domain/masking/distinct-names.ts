import type { Named } from '#shared/contracts/catalog.ts';

type Naming = Pick<Named, 'dimension' | 'key' | 'name' | 'masked'>;

const shown = ({ name, masked }: Naming): string => masked ?? name;
const asRead = (text: string): string => text.toLowerCase();
const same = ({ dimension, name }: Naming): string => `${dimension} ${name}`;

/**
 * Masked names that tell things apart: where several names of one dimension mask to the same words, or to the
 * name of another, a number is added. What a name was called before it keeps, as long as it is the same name;
 * new ones come in the order of their keys. The same name twice is called the same.
 */
export const distinctNames = <Name extends Naming>(
  names: readonly Name[],
  before: readonly Naming[] = [],
): Name[] => {
  const called = new Map(before.map((one) => [same(one), shown(one)]));
  const taken = new Map<string, Set<string>>();
  const given = new Map<string, string>();
  const inOrder = [...names].sort((a, b) => (a.key < b.key ? -1 : 1));
  const take = (one: Naming, text: string): void => {
    const texts = taken.get(one.dimension) ?? new Set();
    taken.set(one.dimension, texts);
    if (texts.has(asRead(text))) return;
    texts.add(asRead(text));
    given.set(same(one), text);
  };
  const isOpen = (one: Naming): boolean => !given.has(same(one));
  // Names that need no masking are as they are; then those that were called something already.
  for (const one of inOrder) {
    if (one.masked !== undefined) continue;
    take(one, one.name);
    given.set(same(one), one.name);
  }
  for (const one of inOrder) {
    const earlier = called.get(same(one));
    if (isOpen(one) && earlier?.startsWith(shown(one)) === true) take(one, earlier);
  }
  for (const one of inOrder)
    for (let count = 1; isOpen(one); count++)
      take(one, count === 1 ? shown(one) : `${shown(one)} (${count})`);
  return names.map((one) => {
    const text = given.get(same(one)) ?? one.name;
    return text === one.name ? one : { ...one, masked: text };
  });
};
