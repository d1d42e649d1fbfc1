import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeTemplates, openCompany } from '#test/support/metamorphic/company.ts';
import { makeLedger } from '#test/support/metamorphic/ledger.ts';
import { lying } from '#test/support/metamorphic/liar.ts';
import { casesOf, QUERY_RELATIONS } from '#test/support/metamorphic/query-relations.ts';
import { QUESTION_RELATIONS } from '#test/support/metamorphic/question-relations.ts';
import { startPostgres, type TestPostgres } from '#test/support/postgres.ts';

// `npm run test:metamorphic` is the long form.
const thorough = process.env['MODE'] === 'long';
const COMPANIES = thorough ? 60 : 20;
const CASES = thorough ? 50 : 5;
const SEED = Number(process.env['MILHENA_SEED'] ?? 4711);

let server: TestPostgres;
const companies: Awaited<ReturnType<typeof openCompany>>[] = [];
beforeAll(async () => {
  server = await startPostgres();
  await makeTemplates(server);
  for (let at = 0; at < COMPANIES; at += 1) {
    const size = { processes: 4 + (at % 20), runs: 60 + 37 * (at % 13), thorough };
    companies.push(await openCompany(server, SEED + at, size));
  }
});
afterAll(async () => {
  for (const company of companies) await company.close();
  await server?.stop();
});

const options = { timeout: thorough ? 3_600_000 : 300_000 };
const queries = Object.entries(QUERY_RELATIONS);
const questions = Object.entries(QUESTION_RELATIONS);

describe('between queries, on every generated company', () => {
  test.each(queries)('%s', options, async (_, relation) => {
    const ledger = makeLedger();
    for (const company of companies) await relation(company, ledger, casesOf(company, CASES));
    expect(ledger.violations().slice(0, 30)).toEqual([]);
    expect(ledger.checks).toBeGreaterThan(COMPANIES);
  });
});

describe('between questions, on every generated company', () => {
  test.each(questions)('%s', options, async (_, relation) => {
    const ledger = makeLedger();
    for (const company of companies) await relation(company, ledger);
    expect(ledger.violations().slice(0, 30)).toEqual([]);
    expect(ledger.checks).toBeGreaterThan(COMPANIES);
  });
});

describe('a lie is noticed by every relation', () => {
  test.each(queries)('%s', options, async (_, relation) => {
    const ledger = makeLedger();
    for (const company of companies.slice(0, 6))
      await relation(lying(company), ledger, casesOf(company, CASES));
    expect(ledger.violations()).not.toEqual([]);
  });

  test.each(questions)('%s', options, async (_, relation) => {
    const ledger = makeLedger();
    for (const company of companies.slice(0, 1)) await relation(lying(company), ledger);
    expect(ledger.violations()).not.toEqual([]);
  });
});
