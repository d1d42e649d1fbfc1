import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const FOLDERS = ['shared', 'functions', 'infra', 'test', 'bench', 'layers', 'docs', 'console'];
const MOST_LINES = 300;
/** Long lists of cases may stand in one file. */
const MOST_TEST_LINES = 600;

interface Rule {
  files: RegExp;
  may: RegExp[];
}

const ZOD = /^zod\/mini$/;
const CONTRACTS = /^shared\/contracts\//;
const PORTS = /^shared\/(model-)?ports\.ts$/;
/** Pure pieces that know no business: adapters are put together of them. */
const RING = /^shared\/domain\/resilience\//;
const ONCE = /^shared\/once\.ts$/;

/** Which imports a file may have; the first rule whose pattern fits is its rule. What is not listed is wrong. */
const RULES: Rule[] = [
  { files: /^shared\/contracts\//, may: [CONTRACTS, ZOD] },
  { files: PORTS, may: [CONTRACTS] },
  { files: ONCE, may: [] },
  {
    files: /^shared\/domain\//,
    may: [CONTRACTS, /^shared\/domain\//, PORTS, ZOD, /^temporal-polyfill/, /^kysely$/, /^node:crypto$/],
  },
  {
    files: /^shared\/adapters\//,
    may: [
      CONTRACTS,
      PORTS,
      ONCE,
      RING,
      /^shared\/adapters\//,
      ZOD,
      /^pg$/,
      /^@aws-sdk\/client-/,
      /^openai$/,
      /^iovalkey$/,
      /^lru-cache$/,
      /^echarts(\/|$)/,
      /^@resvg\/resvg-wasm$/,
      /^node:/,
    ],
  },
  {
    files: /^shared\/runtime\//,
    may: [
      CONTRACTS,
      ONCE,
      /^shared\/runtime\//,
      ZOD,
      /^@aws-lambda-powertools\/(logger|metrics)$/,
      /^node:async_hooks$/,
    ],
  },
  {
    files: /^functions\/([^/]+)\//,
    may: [CONTRACTS, /^shared\/(domain|adapters|runtime)\//, PORTS, ONCE, ZOD],
  },
  {
    files: /^infra\/(aws\/|app\.ts|settings\.ts|nag\.ts)/,
    may: [
      CONTRACTS,
      /^functions\/[^/]+\/config\.ts$/,
      /^infra\/(aws\/|settings\.ts|bundle\.ts|app\.ts)/,
      ZOD,
      /^aws-cdk-lib/,
      /^constructs$/,
      /^cdk-nag$/,
      /^node:/,
    ],
  },
  { files: /^(infra|test|bench)\/|^vitest\.config\.ts$/, may: [/./] },
];

const IMPORT =
  /(?:^|[\s;])(?:import|export)\s(?:[^'";]*?\sfrom\s)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm;

const importsOf = (text: string): string[] =>
  [...text.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? '');

const targetOf = (file: string, specifier: string): string => {
  if (specifier.startsWith('#')) return specifier.slice(1);
  return specifier.startsWith('.') ? join(dirname(file), specifier) : specifier;
};

/** Domain computes: it has no clock, no environment, no chance, nothing to read from or write to. */
const IMPURE =
  /\bprocess\.[a-z]+\b(?! )|\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bfetch\(|\bsetTimeout\(|\bperformance\./;

const faultsOf = (file: string, text: string): string[] => {
  const faults: string[] = [];
  const rule = RULES.find(({ files }) => files.test(file));
  if (rule === undefined) faults.push(`${file}: no rule says what stands here`);
  const own = /^functions\/[^/]+\//.exec(file)?.[0];
  for (const specifier of importsOf(text)) {
    const target = targetOf(file, specifier);
    const isOwn = own !== undefined && target.startsWith(own);
    if (rule && !isOwn && !rule.may.some((may) => may.test(target)))
      faults.push(`${file}: may not import ${target}`);
    if (specifier === 'zod') faults.push(`${file}: import zod/mini, not zod`);
  }
  const most = file.startsWith('test/') ? MOST_TEST_LINES : MOST_LINES;
  if (text.split('\n').length > most) faults.push(`${file}: more than ${most} lines`);
  const readsEnvironment = /^(infra\/|test\/|bench\/|vitest\.config\.ts$|shared\/runtime\/config\.ts$)/.test(
    file,
  );
  if (!readsEnvironment && text.includes('process.env')) faults.push(`${file}: reads the environment`);
  if (file.startsWith('shared/domain/') && IMPURE.test(text)) faults.push(`${file}: is not pure`);
  if (/^export default /m.test(text) && file !== 'vitest.config.ts')
    faults.push(`${file}: has a default export`);
  return faults;
};

const BADLY_NAMED = /[A-Z_ ]/;
const PLAIN_NAMES = /^(README|CHANGELOG|LICENSE)/;

const filesIn = (folder: string): string[] => {
  const walk = (path: string): string[] =>
    readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
      const full = join(path, entry.name);
      if (entry.name === 'node_modules') return [];
      return entry.isDirectory() ? walk(full) : [relative(root, full)];
    });
  try {
    return walk(join(root, folder));
  } catch {
    return [];
  }
};

const files = FOLDERS.flatMap(filesIn);
const sources = files.filter((file) => file.endsWith('.ts'));
const allFaults = (list: string[]): string[] =>
  list.flatMap((file) => faultsOf(file, readFileSync(join(root, file), 'utf8')));

describe('the house', () => {
  test('every import is on the allow-list, every file is of a readable size, only one place reads the environment', () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(allFaults(sources)).toEqual([]);
  });

  test('files are named in small letters with dashes', () => {
    const bad = files.filter((file) => {
      const name = file.split('/').at(-1) ?? '';
      // A runbook has the name of its alarm.
      return BADLY_NAMED.test(name) && !PLAIN_NAMES.test(name) && !file.startsWith('docs/runbooks/');
    });
    expect(bad).toEqual([]);
  });
});

describe('the guard itself notices', () => {
  test.each([
    ['shared/domain/x/a.ts', `import { Pool } from 'pg';`, 'shared/domain/x/a.ts: may not import pg'],
    [
      'shared/domain/x/a.ts',
      `import {\n  log,\n} from '../../runtime/log.ts';`,
      'shared/domain/x/a.ts: may not import shared/runtime/log.ts',
    ],
    [
      'shared/contracts/a.ts',
      `import type { X } from '#shared/domain/x.ts';`,
      'shared/contracts/a.ts: may not import shared/domain/x.ts',
    ],
    [
      'functions/query/a.ts',
      `const m = await import('../mask/mask.ts');`,
      'functions/query/a.ts: may not import functions/mask/mask.ts',
    ],
    [
      'functions/query/a.ts',
      `export { x } from '#functions/classify/classify.ts';`,
      'functions/query/a.ts: may not import functions/classify/classify.ts',
    ],
    [
      'infra/aws/a.ts',
      `import { ask } from '#functions/api/ask.ts';`,
      'infra/aws/a.ts: may not import functions/api/ask.ts',
    ],
    [
      'shared/adapters/a.ts',
      `import '#shared/domain/masking/mask.ts';`,
      'shared/adapters/a.ts: may not import shared/domain/masking/mask.ts',
    ],
    ['functions/api/a.ts', `const x = process.env['HOME'];`, 'functions/api/a.ts: reads the environment'],
    ['shared/domain/a.ts', `export const now = () => new Date();`, 'shared/domain/a.ts: is not pure'],
    ['functions/api/a.ts', '\n'.repeat(400), 'functions/api/a.ts: more than 300 lines'],
    ['shared/elsewhere/a.ts', '', 'shared/elsewhere/a.ts: no rule says what stands here'],
  ])('%s with %j', (file, text, fault) => {
    expect(faultsOf(file, text)).toContain(fault);
  });

  test('and lets good ones pass', () => {
    const text = `import * as z from 'zod/mini';\nimport { query } from './query.ts';\nconst { default: x } = await import('#shared/domain/a.ts');`;
    expect(faultsOf('functions/query/handler.ts', text)).toEqual([]);
  });
});
