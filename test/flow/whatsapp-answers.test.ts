import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mannersOf } from '#infra/manners.ts';
import type { Answer } from '#shared/contracts/answer.ts';
import type { Part } from '#shared/contracts/reply.ts';
import { answerReply } from '#shared/domain/whatsapp/answer-reply.ts';
import { Outbound } from '#shared/domain/whatsapp/outbound.ts';
import { renderReply } from '#shared/domain/whatsapp/render.ts';
import { type Line, startLine } from '#test/support/line.ts';

const QUESTIONS = {
  it: [
    'quante esecuzioni sono fallite ieri?',
    'Quali processi falliscono di più questa settimana?',
    'andamento dei fallimenti negli ultimi 14 giorni',
    'elenca le ultime 20 esecuzioni fallite',
    'perché falliscono i processi?',
    'cosa conta come fallimento?',
    'qual è il tasso di fallimento di ottobre?',
    'durata media per processo la settimana scorsa',
    'qual è il fatturato di ottobre?',
    'quante volte è girato il processo fatture?',
    'aiuto',
    'ciao',
  ],
  en: [
    'how many runs failed yesterday?',
    'which processes fail the most this month?',
    'show failures by weekday last month',
    'list the last 20 failed runs',
    'what counts as a failure?',
    'what was the failure rate in October?',
    'average duration by process last week',
    'what was the revenue in October?',
    'help',
    'hello',
  ],
};

const words = new Map(mannersOf(['it', 'en']));
const wordsOf = (language: string) => words.get(language) ?? expect.fail(`no words in ${language}`);

/** As it goes out: who keeps the offers has put ids in. */
const marked = (part: Part, at: number): Part =>
  part.type === 'options' || part.type === 'picture'
    ? { ...part, options: part.options.map((option, place) => ({ ...option, id: `${at}-${place}` })) }
    : part;

const render = (answer: Answer, chart?: string) => {
  const given = chart === undefined ? {} : { chart };
  const parts = answerReply(answer, wordsOf(answer.language), given).map(marked);
  const reply = { language: answer.language, parts };
  return renderReply(reply, { phone: '393331112222' }).map(({ payload }) => Outbound.parse(payload));
};

const bodyOf = (message: Outbound): string => {
  if (message.type === 'text') return message.text.body;
  if (message.type === 'image') return message.image.caption ?? '';
  return message.type === 'interactive' ? message.interactive.body.text : '';
};

/** Without marks, which the eye does not read. */
const read = (text: string): string => text.replaceAll('*', '').replace(/\s+/g, ' ').trim();

describe('real answers on the phone', () => {
  let line: Line;
  beforeAll(async () => {
    line = await startLine();
  });
  afterAll(() => line.stop());

  test.each(Object.entries(QUESTIONS))(
    'in %s: all that was answered is said, in few messages',
    async (_, questions) => {
      for (const question of questions) {
        const answer = await line.ask(question);
        for (const chart of [undefined, 'chart-1']) {
          const messages = render(answer, chart);
          const said = messages.map(bodyOf).join('\n');
          expect(read(said).startsWith(read(answer.answer)), `${question}\n${said}`).toBe(true);
          expect(messages.length).toBeLessThanOrEqual(2);
          const figures = answer.claims.filter(({ unit }) => unit !== 'date' && unit !== 'name');
          expect([...said.matchAll(/\*([^*\n]+)\*/g)].map(([, figure]) => figure)).toEqual(
            figures.map(({ text }) => text),
          );
        }
      }
    },
  );

  test('a tapped choice, a tapped suggestion and a card are understood', async () => {
    const asked = await line.ask('quante volte è girato il processo fatture?');
    const [part] = answerReply(asked, wordsOf('it'));
    const options = part?.type === 'options' ? part.options : [];
    expect(options.map(({ label }) => label)).toContain('Emissione fatture elettroniche');
    const tapped = options.find(({ label }) => label.startsWith('Emissione'))?.action;
    const choice = tapped?.do === 'say' ? tapped.text : '';
    const chosen = await line.ask(choice, { sessionId: asked.sessionId });
    expect(chosen).toMatchObject({ kind: 'answer' });
    expect(chosen.answer).toContain('Emissione fatture elettroniche');
    for (const suggestion of chosen.suggestions)
      expect(await line.ask(suggestion)).toMatchObject({ kind: 'answer' });
    for (const { after } of words.values()) {
      const about = await line.ask(after.about.replace('{name}', 'Import listino fornitori'));
      expect(about).toMatchObject({ kind: 'answer' });
      expect(about.answer).toContain('Import listino fornitori');
    }
  });
});
