import type { Catalog, Directory, Field } from '#shared/contracts/catalog.ts';
import type { CatalogGrammar, Reading } from '#shared/contracts/grammar.ts';
import { objection } from '#shared/domain/proof/free-text.ts';
import { understand } from '#shared/domain/understanding/understand.ts';
import type { Noun, Wording } from '#shared/domain/wording/wording.ts';
import type { CompiledCatalog } from '../../catalog.ts';
import { brokenReferences, fieldsOf } from '../../catalog-references.ts';
import { languageGaps } from './doctor-languages.ts';
import type { Line, Section } from './doctor-report.ts';

interface Place extends CompiledCatalog {
  directory: Directory;
  timeZone: string;
  now: string;
}

/** What the words of a catalog leave unsaid, language by language; needs no database. */
export const wordSections = (place: Place): Section[] => [
  { title: 'What the words lead to', lines: referenceLines(place) },
  ...place.languages.map((language) => ({
    title: `Words in ${language}`,
    lines: languageLines(language, place),
  })),
];

const referenceLines = (place: Place): Line[] => {
  const broken = brokenReferences(place);
  if (broken.length > 0) return broken.map((text) => ({ mark: 'problem', text }));
  return [{ mark: 'ok', text: 'all of it is in the model' }];
};

const languageLines = (language: string, place: Place): Line[] => {
  const wording = place.wordings[language];
  const grammar = place.grammar.catalogs[language];
  if (!wording || !grammar) return [{ mark: 'problem', text: 'there are none' }];
  const lines = [
    ...figureLines(place, grammar, wording),
    ...dimensionLines(place, grammar, wording),
    ...textLines(wording),
    ...questionLines(language, place, wording),
    ...languageGaps(language, place),
  ];
  return lines.some(({ mark }) => mark !== 'ok') ? lines : [{ mark: 'ok', text: 'nothing is missing' }];
};

const about = (mark: Line['mark'], text: string, names: readonly string[], advice?: string): Line[] =>
  names.length === 0
    ? []
    : [{ mark, text: `${text}: ${[...new Set(names)].join(', ')}`, ...(advice !== undefined && { advice }) }];

/** Metrics that some words of this language lead to. */
const askable = (reading: Reading, grammar: CatalogGrammar): Set<string> => {
  const { families, views, superlatives } = reading;
  const said = [
    reading.rows,
    ...reading.overview,
    ...Object.keys({ ...grammar.metrics, ...grammar.otherRows }),
    ...Object.keys(grammar.families).flatMap((name) => Object.values(families[name] ?? {})),
    ...Object.keys(grammar.views).flatMap((name) => views[name]?.metric ?? []),
    ...Object.keys(grammar.superlatives).flatMap((name) => superlatives[name]?.metric ?? []),
    ...Object.values(reading.entities),
  ];
  const onwards = [reading.opposites, reading.distinct, reading.rates, reading.last, reading.first];
  // "When was the last of these" leads on from a metric that is said.
  return new Set([...said, ...said.flatMap((name) => onwards.flatMap((each) => each[name] ?? []))]);
};

const figureLines = ({ model, grammar }: Place, own: CatalogGrammar, wording: Wording): Line[] => {
  const names = model.metrics.map(({ name }) => name);
  const reached = askable(grammar.reading, own);
  const nounless = names.filter((name) => !Object.hasOwn(wording.metrics, name));
  const undefinedOnes = names.filter((name) => wording.metrics[name]?.definition === undefined);
  return [
    ...about('problem', 'figures without a noun', nounless, `metrics in wording.${wording.language}.yaml`),
    ...about('warning', 'figures without a definition', undefinedOnes),
    ...about(
      'warning',
      'figures that no words lead to',
      names.filter((name) => !reached.has(name)),
    ),
  ];
};

const fieldNamed = ({ datasets }: Catalog, name: string): Field | undefined =>
  datasets.flatMap(({ fields }) => fields).find((field) => field.name === name);

/** Fields that answers are narrowed by, so that they must be said. */
const narrowing = (reading: Reading, grammar: CatalogGrammar): string[] => [
  ...Object.values(reading.views).flatMap(({ filters }) => fieldsOf(filters)),
  ...Object.values(reading.rowFilters).flatMap(fieldsOf),
  ...Object.keys(grammar.values).map((value) => value.split('=')[0] ?? ''),
];

const dimensionLines = ({ model, grammar }: Place, own: CatalogGrammar, wording: Wording): Line[] => {
  const said = Object.keys(own.dimensions);
  const filtered = narrowing(grammar.reading, own);
  const unlabelled = (name: string): boolean => !Object.hasOwn(wording.labels, name);
  const typed = (name: string, type: Field['type']): boolean => fieldNamed(model, name)?.type === type;
  const listed = model.datasets
    .map(({ name }) => name)
    .filter((name) => isListed(name, grammar.reading, model));
  return [
    ...about(
      'problem',
      'dimensions without a noun',
      [...said, ...filtered].filter((name) => !Object.hasOwn(wording.dimensions, name)),
      `dimensions in wording.${wording.language}.yaml`,
    ),
    ...about(
      'problem',
      'kinds of rows without a noun',
      listed.filter((name) => !Object.hasOwn(wording.datasets, name)),
      `datasets in wording.${wording.language}.yaml`,
    ),
    ...about(
      'problem',
      'no words for true and false',
      filtered.filter((name) => typed(name, 'boolean') && unlabelled(name)),
      `labels in wording.${wording.language}.yaml`,
    ),
    ...about(
      'warning',
      'values are said as they are stored',
      [...said, ...filtered].filter(
        (name) => typed(name, 'text') && unlabelled(name) && fieldNamed(model, name)?.directory !== true,
      ),
      `labels in wording.${wording.language}.yaml`,
    ),
  ];
};

const isListed = (dataset: string, { views, reason, counts = {} }: Reading, model: Catalog): boolean =>
  dataset === model.mainDataset ||
  dataset === reason?.dataset ||
  Object.hasOwn(counts, dataset) ||
  Object.values(views).some((view) => view.dataset === dataset);

const textsOf = (nouns: Readonly<Record<string, Noun>>): [string, string][] =>
  Object.entries(nouns).flatMap(([name, { scope, line }]) =>
    [scope, line].flatMap((text): [string, string][] => (text === undefined ? [] : [[name, text]])),
  );

/** Free text that would be dropped from an answer: what it says must come from the data. */
const textLines = (wording: Wording): Line[] => {
  const texts = [
    ...textsOf(wording.dimensions),
    ...textsOf(wording.metrics),
    ...Object.entries(wording.notes),
  ];
  return texts.flatMap(([name, text]): Line[] => {
    const reason = objection(text.replaceAll(/\{[^{}]*\}/g, ' '), wording, new Set());
    const advice = 'Answers leave out a sentence with such a word; say it otherwise.';
    return reason === undefined
      ? []
      : [{ mark: 'problem', text: `${name}: “${text}” holds a word of ${reason}`, advice }];
  });
};

const questionLines = (language: string, place: Place, { questions }: Wording): Line[] => {
  const { model, grammar, directory, timeZone, now } = place;
  const read = (text: string) =>
    understand(
      { text, askedAt: now, timeZone, askedLanguage: language },
      { catalog: model, grammar, directory },
    );
  const lost = Object.values(questions).filter((text) => !['query', 'definition'].includes(read(text).kind));
  return [
    ...about('warning', 'suggested questions that are not understood', lost),
    ...(Object.keys(questions).length === 0
      ? [{ mark: 'warning' as const, text: 'no questions to suggest' }]
      : []),
  ];
};
