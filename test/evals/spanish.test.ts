import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Line, lineOn } from '#test/support/bare-line.ts';
import { type DemoCompany, NOW, startDemoCompany, TIME_ZONE } from '#test/support/demo-company.ts';
import { makeExpectedTables } from '#test/support/expected-tables.ts';
import { expectationOf, sqlQuestions } from '#test/support/from-sql.ts';
import { whatIsWrong } from '#test/support/judge.ts';

describe('Spanish, switched on by its one lexicon file', () => {
  let company: DemoCompany;
  let line: Line;
  let names: string[];
  beforeAll(async () => {
    company = await startDemoCompany(18_000);
    await makeExpectedTables(company.client, NOW, TIME_ZONE);
    const { rows } = await company.client.query<{ process: string }>('select process from x_process');
    names = rows.map(({ process }) => process);
    line = await lineOn(company.url, TIME_ZONE, { languages: ['it', 'en', 'es'] });
  });
  afterAll(async () => {
    await line?.close();
    await company?.stop();
  });

  const questions = sqlQuestions('spanish.dev.jsonl');
  const run = async (sql: string) => (await company.client.query<Record<string, unknown>>(sql)).rows;

  test('thirty questions and more', () => {
    expect(questions.length).toBeGreaterThanOrEqual(30);
  });

  const said = async (question: string): Promise<string> => (await line.ask(question, { now: NOW })).answer;

  test('figures, dates and genders are written as Spanish writes them', async () => {
    expect(await said('¿Cuántas ejecuciones hubo del 2 al 8 de noviembre?')).toMatch(
      /^En la semana del 2 al 8 de noviembre hubo 1\.\d{3} ejecuciones\./,
    );
    expect(await said('¿Cuál es la tasa de fallos de octubre?')).toMatch(
      /^El mes pasado, del 1 al 31 de octubre, la tasa de fallos fue del \d+,\d %\./,
    );
    expect(await said('¿Cuántas ejecuciones hubo ayer de Valutazione annuale dipendenti?')).toMatch(
      /^Ayer, martes 17 de noviembre, no hubo ninguna ejecución de «Valutazione annuale dipendenti»\./,
    );
    expect(await said('¿Falló ayer Tracking corrieri?')).toMatch(
      /no hubo ningún fallo de «Tracking corrieri»/,
    );
    expect(await said('¿Qué día de la semana tiene más ejecuciones?')).toMatch(
      /^El día de la semana con más ejecuciones es el lunes, con 2\.\d{3} ejecuciones\./,
    );
    // "y" before the sound of i.
    expect(
      await said('Ejecuciones por mes de Acquisizione ordini dal sito y Import listino fornitori'),
    ).toContain('«Acquisizione ordini dal sito» e «Import listino fornitori»');
    expect(await said('¿Hay algo atascado ahora?')).toMatch(/^Sí, hay 1 ejecución atascada:/);
  });

  test('a conversation goes on in Spanish', async () => {
    const say = line.talk();
    await say('¿Cuántos fallos hubo ayer?', { now: NOW });
    const answer = await say('¿y la semana pasada?', { now: NOW });
    expect(answer.language).toBe('es');
    expect(answer.answer).toMatch(/^La semana pasada, del 9 al 15 de noviembre, hubo \d+ fallos/);
  });

  test('the other languages are answered as without it', async () => {
    expect(await said('Quante esecuzioni ieri?')).toMatch(
      /^Ieri, martedì 17 novembre, ci sono state \d+ esecuzioni\./,
    );
    expect(await said('How many runs yesterday?')).toMatch(
      /^Yesterday, Tuesday 17 November, there were \d+ runs\./,
    );
  });

  test.each(questions)('$id $q', async (question) => {
    const answer = await line.ask(question.q, { now: NOW });
    const wrong = whatIsWrong(await expectationOf(question, run), answer, names);
    expect(wrong && `${wrong}: ${answer.answer}`).toBeUndefined();
    expect(answer.language).toBe('es');
  });
});
