import { type Sighting, sightings } from '#test/support/fact-scanner.ts';

interface Said {
  answer: string;
  claims: readonly { text: string }[];
}

/** For each sign of the answer whether a claim stands there: the claims stand in the order of the text. */
export const claimedPlaces = ({ answer, claims }: Said): boolean[] => {
  const mask = Array.from({ length: answer.length }, () => false);
  let from = 0;
  for (const { text } of claims) {
    const at = answer.indexOf(text, from);
    if (at < 0) throw new Error(`"${text}" does not stand in "${answer.slice(from)}"`);
    mask.fill(true, at, at + text.length);
    from = at + text.length;
  }
  return mask;
};

const lineAround = (text: string, at: number): [from: number, to: number] => {
  const end = text.indexOf('\n', at);
  return [text.lastIndexOf('\n', at) + 1, end < 0 ? text.length : end];
};

/** What an answer says that none of its claims stands for. */
export const unclaimed = (said: Said, names: Iterable<string>): string[] => {
  const mask = claimedPlaces(said);
  return sightings(said.answer, names).flatMap(({ kind, start, end, text }: Sighting) => {
    if (kind !== 'claim') return mask.slice(start, end).every(Boolean) ? [] : [`${kind}: ${text}`];
    const [from, to] = lineAround(said.answer, start);
    return mask.slice(from, to).includes(true) ? [] : [`${kind}: ${text}`];
  });
};
