import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import {
  CATALOG_ROOT,
  CatalogError,
  type CatalogPlace,
  type CatalogSource,
  lexiconFile,
  loadYaml,
  placeOf,
  shown,
} from './catalog-source.ts';

const Part = z.record(z.string(), z.unknown());
type Part = z.infer<typeof Part>;

const Own = z.strictObject({ grammar: Part, wording: Part });

/** Everything one language needs, in a single file; `catalogs` holds the words of each catalog by its folder. */
const LexiconFile = z.strictObject({
  language: z.string().check(z.regex(/^[a-z]{2,3}$/)),
  grammar: Part,
  wording: Part,
  vocabulary: z.optional(z.record(z.string(), z.array(z.string()))),
  masking: z.optional(Part),
  causes: z.optional(z.record(z.string(), z.unknown())),
  catalogs: z.optional(z.record(z.string(), Own)),
});

/** What a file says, and the file, to be named when it is wrong. */
export interface Said {
  file: string;
  says: Part;
}

/** One language as its files have it: nothing is checked yet but where things stand. */
export interface Lexicon {
  language: string;
  /** Of the language, whatever the catalog. */
  grammar: Said;
  wording: Said;
  /** Of this catalog in this language. */
  catalogGrammar: Said;
  catalogWording: Said;
  /** Of a lexicon in one file: words to find names by, masking and causes, beside the shared files. */
  vocabulary: Readonly<Record<string, readonly string[]>>;
  masking?: Part | undefined;
  causes?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * The languages of a deployment, in their order. A language is one file (`languages/<code>.lexicon.yaml`, or
 * the path of one), or two files of the language; the words of the catalog stand in that one file or in two
 * files beside the model.
 * @throws CatalogError naming what is missing
 */
export const readLexicons = (place: CatalogPlace): Lexicon[] =>
  place.languages.map((language) => {
    const file = lexiconFile(language);
    return file === undefined ? fromParts(language, place) : fromOneFile(file, place);
  });

const fromParts = (language: string, place: CatalogPlace): Lexicon => {
  const common = (part: string): Said =>
    said(join(CATALOG_ROOT, 'languages', `${language}.${part}.yaml`), language);
  return {
    language,
    grammar: common('grammar'),
    wording: common('wording'),
    ...besideTheModel(language, place),
    vocabulary: {},
  };
};

const fromOneFile = (file: string, place: CatalogPlace): Lexicon => {
  const parsed = z.safeParse(LexiconFile, loadYaml(file));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new CatalogError(`${shown(file)}: at ${issue?.path.join('.')}: ${issue?.message}`);
  }
  const { language, catalogs, vocabulary = {}, masking, causes, ...common } = parsed.data;
  const own = catalogs?.[place.name];
  const part = (says: Part): Said => ({ file, says: { language, ...says } });
  return {
    language,
    grammar: part(common.grammar),
    wording: part(common.wording),
    ...(own
      ? { catalogGrammar: part(own.grammar), catalogWording: { file, says: own.wording } }
      : besideTheModel(language, place)),
    vocabulary,
    masking,
    causes,
  };
};

const besideTheModel = (
  language: string,
  { folder, name }: CatalogPlace,
): Pick<Lexicon, 'catalogGrammar' | 'catalogWording'> => {
  const grammar = join(folder, `grammar.${language}.yaml`);
  const wording = join(folder, `wording.${language}.yaml`);
  const missing = [grammar, wording].filter((file) => !existsSync(file)).map(shown);
  if (missing.length > 0)
    throw new CatalogError(
      `The catalog ${name} does not speak the language ${language}: ${missing.join(' and ')} missing`,
    );
  return { catalogGrammar: said(grammar, language), catalogWording: said(wording) };
};

const said = (file: string, language?: string): Said => {
  const parsed = z.safeParse(Part, loadYaml(file));
  if (!parsed.success) throw new CatalogError(`${shown(file)} is empty`);
  return { file, says: { ...(language !== undefined && { language }), ...parsed.data } };
};

const Questions = z.object({ questions: z.record(z.string(), z.string()) });

/** A question that can be asked, in each language. */
export const questionsOf = (source: CatalogSource): string[] =>
  readLexicons(placeOf(source)).flatMap(({ catalogWording }) => {
    const known = z.safeParse(Questions, catalogWording.says);
    return known.success ? Object.values(known.data.questions).slice(0, 1) : [];
  });
