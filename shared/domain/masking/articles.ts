/** Articles and what behaves like them in Italian: [before consonant, before s+consonant or z, before vowel]. */
interface Family {
  m: readonly [string, string, string];
  f: readonly [string, string, string];
  ms: readonly [string, string, string];
  fs: readonly [string, string, string];
}

const definite = (preposition: string): Family => ({
  m: [`${preposition}l`, `${preposition}llo`, `${preposition}ll'`],
  f: [`${preposition}lla`, `${preposition}lla`, `${preposition}ll'`],
  ms: [`${preposition}i`, `${preposition}gli`, `${preposition}gli`],
  fs: [`${preposition}lle`, `${preposition}lle`, `${preposition}lle`],
});
const families: readonly Family[] = [
  { m: ['il', 'lo', "l'"], f: ['la', 'la', "l'"], ms: ['i', 'gli', 'gli'], fs: ['le', 'le', 'le'] },
  {
    m: ['un', 'uno', 'un'],
    f: ['una', 'una', "un'"],
    ms: ['dei', 'degli', 'degli'],
    fs: ['delle', 'delle', 'delle'],
  },
  ...['de', 'a', 'da', 'ne', 'su'].map(definite),
  {
    m: ['quel', 'quello', "quell'"],
    f: ['quella', 'quella', "quell'"],
    ms: ['quei', 'quegli', 'quegli'],
    fs: ['quelle', 'quelle', 'quelle'],
  },
  {
    m: ['questo', 'questo', 'questo'],
    f: ['questa', 'questa', 'questa'],
    ms: ['questi', 'questi', 'questi'],
    fs: ['queste', 'queste', 'queste'],
  },
  {
    m: ['nessun', 'nessuno', 'nessun'],
    f: ['nessuna', 'nessuna', "nessun'"],
    ms: ['nessun', 'nessuno', 'nessun'],
    fs: ['nessuna', 'nessuna', "nessun'"],
  },
];

interface Reading {
  family: Family;
  many: boolean;
}

const known = new Map<string, Reading>();
for (const family of families) {
  for (const word of [...family.ms, ...family.fs])
    if (!known.has(word)) known.set(word, { family, many: true });
  for (const word of [...family.m, ...family.f]) known.set(word, { family, many: false });
}
const [, indefinite] = families;
if (indefinite) {
  known.set("quest'", { family: families[8] ?? indefinite, many: false });
  known.set("un'", { family: indefinite, many: false });
}

const SPECIAL = /^(?:s[bcdfghklmnpqrtvz]|z|gn|ps|pn|x|y|i[aeou])/i;
const VOWEL = /^[aeiouàèéìòù]/i;

/** How an Italian article reads, or undefined when the word is none. `l'` and its like carry their apostrophe. */
export const italianArticle = (word: string): Reading | undefined =>
  known.get(word.toLowerCase().replace('’', "'"));

/** The article of the same family that agrees with the noun that follows, with the space it needs. */
export const agreeing = (reading: Reading, noun: string, gender: 'm' | 'f', many: boolean): string => {
  const row = many ? (gender === 'm' ? reading.family.ms : reading.family.fs) : reading.family[gender];
  const place = SPECIAL.test(noun) ? 1 : VOWEL.test(noun) ? 2 : 0;
  const article = row[place] ?? row[0];
  return article.endsWith("'") ? article : `${article} `;
};

const SILENT_OR_Y = /^(?:u[bcfhjklmnpqrst][aeiou]|uni|eu|one\b|once)/i;
const HOUR = /^(?:hour|honest|heir)/i;

/** `a` or `an` for the words that follow. */
export const englishArticle = (noun: string): 'a' | 'an' =>
  HOUR.test(noun) || (/^[aeiou]/i.test(noun) && !SILENT_OR_Y.test(noun)) ? 'an' : 'a';
