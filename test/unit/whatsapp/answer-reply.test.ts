import { describe, expect, test } from 'vitest';
import { mannersOf } from '#infra/manners.ts';
import type { Claim } from '#shared/contracts/answer.ts';
import type { Masked } from '#shared/contracts/documents.ts';
import { answerReply } from '#shared/domain/whatsapp/answer-reply.ts';
import { answerText } from '#shared/domain/whatsapp/answer-text.ts';
import { answerDocument } from '#test/support/documents.ts';

const [, words] = mannersOf(['it'])[0] ?? expect.fail('no words');

const claim = (text: string, unit: Claim['unit']): Claim => ({
  slot: 's',
  text,
  value: 1,
  unit,
  evidence: 'e1',
  cells: [[0, 0]],
  formula: null,
});

const NEXT = ['Quali processi falliscono di più questo mese?', 'Cosa è in corso adesso?'];

const answered = (over: Partial<Masked> = {}): Masked =>
  answerDocument({
    questionId: 'q1',
    sessionId: 's1',
    confidence: 1,
    answer: "Ieri, venerdì 1 maggio, c'è stato 1 fallimento. Dati alle 03:36.",
    claims: [claim('Ieri, venerdì 1 maggio', 'date'), claim('1', 'count'), claim('03:36', 'date')],
    suggestions: NEXT,
    ...over,
  });

const TEXT = "Ieri, venerdì 1 maggio, c'è stato **1** fallimento.\n\nDati alle 03:36.";
const OPINIONS = [
  { label: '👍 Utile', action: { do: 'thumb', up: true, questionId: 'q1' } },
  { label: '👎 Non va', action: { do: 'thumb', up: false, questionId: 'q1' } },
  { label: 'Parla con qualcuno', action: { do: 'person' } },
];
const asking = (question: string) => ({ label: question, action: { do: 'say', text: question } });

describe('the text of an answer', () => {
  test('its figures are strong, and what says of when the data is stands apart', () => {
    expect(answerText(answered())).toBe(TEXT);
  });

  test('a figure is found where it stands, not inside a date or another figure', () => {
    const answer = 'Il 14 maggio 4 esecuzioni su 14.';
    const claims = [claim('14 maggio', 'date'), claim('4', 'count'), claim('14', 'count')];
    expect(answerText({ answer, claims })).toBe('Il 14 maggio **4** esecuzioni su **14**.');
  });

  test('a name formats nothing, and a claim that is not there changes nothing', () => {
    const answer = '*Resi* e _bozze_: 3 esecuzioni.';
    const claims = [claim('*Resi*', 'name'), claim('altro', 'name'), claim('', 'count'), claim('3', 'count')];
    expect(answerText({ answer, claims })).toBe('∗Resi∗ e ˍbozzeˍ: **3** esecuzioni.');
  });

  test('one sentence stays one', () => {
    expect(answerText({ answer: 'Nessun fallimento. Tutto bene.', claims: [] })).toBe(
      'Nessun fallimento. Tutto bene.',
    );
    expect(answerText({ answer: 'Tutto bene. Partite 3 volte.', claims: [claim('3', 'count')] })).toBe(
      'Tutto bene. Partite **3** volte.',
    );
  });
});

describe('an answer as a reply', () => {
  test('data can be called good or bad, and left for a person, with one tap', () => {
    expect(answerReply(answered(), words)).toMatchObject([
      { type: 'options', text: TEXT, options: OPINIONS },
      { type: 'options', text: 'Puoi chiedermi anche:', open: 'Altre domande', options: NEXT.map(asking) },
    ]);
  });

  test('what was asked or offered before is not offered again', () => {
    expect(answerReply(answered(), words, { known: NEXT })).toHaveLength(1);
    expect(answerReply(answered(), words, { known: NEXT.slice(0, 1) })[1]).toMatchObject({
      options: [asking(NEXT[1] ?? '')],
    });
  });

  test('choices are numbered, as they are answered', () => {
    const choices = ['Resi *vecchi*', 'Resi nuovi', 'Un altro'].map((label) => ({ id: label, label }));
    const answer = answered({
      kind: 'clarify',
      answer: 'Quale intendi?',
      claims: [],
      blocks: [{ type: 'choices', choices }],
    });
    expect(answerReply(answer, words)).toMatchObject([
      {
        text: 'Quale intendi?\n\n1. Resi ∗vecchi∗\n2. Resi nuovi\n3. Un altro',
        open: 'Scegli',
        options: [asking('Resi *vecchi*'), asking('Resi nuovi'), asking('Un altro')],
      },
    ]);
  });

  test('help is things to ask, and a person', () => {
    const topics = Array.from({ length: 14 }, (_, at) => `Domanda ${at}?`);
    const answer = answered({
      kind: 'static',
      category: 'HELP',
      answer: 'Chiedi pure.',
      claims: [],
      blocks: [{ type: 'topics', topics }],
    });
    const [part] = answerReply(answer, words);
    const options = part?.type === 'options' ? part.options : [];
    expect(options.map(({ label }) => label)).toEqual([...topics.slice(0, 9), 'Parla con qualcuno']);
  });

  test('a refusal leaves a way on; a hello only questions; nothing to offer is a text', () => {
    const refusal = answerReply(answered({ kind: 'refuse', claims: [] }), words);
    expect(refusal).toMatchObject([{ options: [...NEXT.map(asking), OPINIONS[2]] }]);
    const hello = answerReply(answered({ kind: 'static', category: 'GREETING', claims: [] }), words);
    expect(hello).toMatchObject([{ options: NEXT.map(asking) }]);
    const human = answered({
      kind: 'static',
      category: 'HUMAN',
      suggestions: [],
      answer: 'Capisco.',
      claims: [],
    });
    expect(answerReply(human, words)).toEqual([{ type: 'text', text: 'Capisco.' }]);
  });

  test('a series with a chart is its picture; the rest of a long answer comes below', () => {
    expect(answerReply(answered(), words, { chart: 'c-1', known: NEXT })).toMatchObject([
      { type: 'picture', chart: 'c-1', caption: TEXT, options: OPINIONS },
    ]);
    const rows = '• processo: 1 fallimento\n'.repeat(60);
    const long = answered({ answer: `I processi:\n${rows}Fine.`, claims: [] });
    expect(answerReply(long, words, { chart: 'c-1' })).toMatchObject([
      { type: 'picture', caption: 'I processi:', options: [] },
      { type: 'options', text: `${rows}Fine.`, open: 'Altro', options: [...NEXT.map(asking), ...OPINIONS] },
    ]);
    expect(answerReply(long, words)).toMatchObject([
      { type: 'options', open: 'Altro', options: [...NEXT.map(asking), ...OPINIONS] },
    ]);
  });

  test('things with a chart each are cards that ask about one', () => {
    const card = (name: string) => ({ chart: 'c-2', name, text: '3 fallimenti' });
    expect(answerReply(answered(), words, { cards: [card('*Resi*'), card('$& ordini')] })).toMatchObject([
      {
        type: 'cards',
        text: TEXT,
        cards: [
          {
            text: '**∗Resi∗**\n3 fallimenti',
            option: { action: { text: "Com'è andato *Resi* questa settimana?" } },
          },
          { option: { label: 'Dettagli', action: { text: "Com'è andato $& ordini questa settimana?" } } },
        ],
      },
      { type: 'options', open: 'Altro', options: [...NEXT.map(asking), ...OPINIONS] },
    ]);
    const [, opinions] = answerReply(answered(), words, {
      cards: [card('Resi'), card('Ordini')],
      known: NEXT,
    });
    expect(opinions).toMatchObject({ text: 'Ti è utile?', options: OPINIONS });
  });
});
