import { readFileSync } from 'node:fs';

/** Look-alikes of Latin letters, gathered for this check alone. */
const TWINS: Record<string, string> = {
  а: 'a',
  в: 'b',
  с: 'c',
  ԁ: 'd',
  е: 'e',
  ɡ: 'g',
  һ: 'h',
  і: 'i',
  ј: 'j',
  к: 'k',
  ӏ: 'l',
  м: 'm',
  о: 'o',
  р: 'p',
  ԛ: 'q',
  ѕ: 's',
  т: 't',
  υ: 'u',
  ѵ: 'v',
  ԝ: 'w',
  х: 'x',
  у: 'y',
  α: 'a',
  ο: 'o',
  ρ: 'p',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  η: 'n',
};

const twinOf = (char: string): string => {
  const twin = TWINS[char.toLowerCase()];
  if (twin === undefined) return char;
  return char === char.toLowerCase() ? twin : twin.toUpperCase();
};

/** The text as a reader takes it in: dress off, small letters. */
const seen = (text: string): string =>
  Array.from(text.normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, ''))
    .map((char) => twinOf(char))
    .join('');

const FORMS: readonly RegExp[] = [
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/i,
  /\b\d{2,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/,
  /\b[a-z]+:\/\/\S+/i,
  /\b[a-z0-9]+_[a-z0-9_]+/i,
  /\b[a-z]{2,}[A-Z][a-z]+[A-Z]?\w*/,
  /\b[A-Z][a-z]+(?:[A-Z][a-z]+)+(?:Error|Exception)\b/,
  /\b0x[0-9a-f]+/i,
  /(?:^|\s)\/(?:usr|var|etc|home|opt|tmp|bin)\//,
  /\b[\w-]+\.(?:js|ts|json|sql|yaml|yml|py|conf)\b/,
  /\$\{|\{\{|=>|\(\)|<\/|&&/,
  /\bSELECT\b.+\bFROM\b/,
];

const LETTERS = /[^\p{L}\p{N}]+/u;
const SQUEEZED_FROM = 7;

/** Whether a term stands in words of their own; between the words anything but letters may stand. */
const standing = (term: string): RegExp => {
  const words = term.split(LETTERS).filter(Boolean);
  return new RegExp(`(?<![\\p{L}\\p{N}])${words.join('[^\\p{L}\\p{N}]{1,4}')}(?![\\p{L}\\p{N}])`, 'u');
};

/** Tells what technical is still to be read in a text; knows nothing of how masking works. */
export const leakDetector = (file: URL): ((text: string) => string | undefined) => {
  const terms = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const sought = terms.map((term) => ({
    term,
    first: term.split(LETTERS)[0] ?? '',
    pattern: standing(term),
  }));
  const long = terms
    .map((term) => ({ term, letters: term.replace(/[^\p{L}\p{N}]/gu, '') }))
    // "Reference - error" is no ReferenceError.
    .filter(
      ({ term, letters }) => letters.length >= SQUEEZED_FROM && letters === term && !term.endsWith('error'),
    );
  const scattered = long.map(({ term, letters }) => ({
    term,
    letters,
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}])${Array.from(letters).join('[^\\p{L}\\p{N}]{0,3}')}(?![\\p{L}\\p{N}])`,
      'u',
    ),
  }));
  return (text) => {
    const plain = seen(text);
    const form = FORMS.find((pattern) => pattern.test(plain));
    if (form) return form.exec(plain)?.[0];
    const lower = plain.toLowerCase();
    const found = sought.find(({ first, pattern }) => lower.includes(first) && pattern.test(lower));
    if (found) return found.term;
    const squeezed = lower.replace(/[^\p{L}\p{N}]/gu, '');
    return scattered.find(({ letters, pattern }) => squeezed.includes(letters) && pattern.test(lower))?.term;
  };
};
