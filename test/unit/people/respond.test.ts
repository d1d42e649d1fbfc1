import { beforeEach, describe, expect, test } from 'vitest';
import { operators } from '#shared/domain/people/operators.ts';
import type { Content } from '#shared/contracts/incoming.ts';
import { optingOut } from '#functions/dispatch/respond/heed.ts';
import { responding } from '#functions/dispatch/respond/respond.ts';
import { recoveriesIn } from '#test/support/counted.ts';
import { GIULIA, MORNING, optionsOf, saidIn, startChat } from '#test/support/people.ts';

type Chat = Awaited<ReturnType<typeof startChat>>;
let chat: Chat;
beforeEach(async () => {
  chat = await startChat();
});

const later = (minutes: number) => {
  chat.state.at = new Date(Date.parse(chat.state.at) + minutes * 60_000).toISOString();
};

describe('the first message', () => {
  test('is answered, and told in the same message that a machine answers, what it can do and how to stop', async () => {
    const first = await chat.write('Quanti falliti ieri?');
    expect(first?.parts).toHaveLength(1);
    expect(saidIn(first)).toMatch(
      /assistente automatico.*Rispondo a domande.*STOP.*DATO su Quanti falliti ieri/s,
    );
    expect(saidIn(await chat.write('e oggi?'))).toBe('DATO su e oggi?');
  });

  test('in English is told in English', async () => {
    expect(saidIn(await chat.write('how many failed?'))).toMatch(/automated assistant.*DATO su how many/s);
  });

  test('that only says hello gets things to ask', async () => {
    const reply = await chat.write('Ciao!');
    expect(saidIn(reply)).toMatch(/assistente automatico/);
    expect(optionsOf(reply).length).toBeGreaterThan(4);
    expect(saidIn(await chat.tap(reply, optionsOf(reply)[0]?.label ?? ''))).toMatch(/^DATO su Quant/);
  });
});

describe('stopping', () => {
  test.each([
    'STOP',
    'stop!',
    ' Basta. ',
    'ANNULLA',
    'Disiscrivi',
    'FERMA',
    'unsubscribe',
    'Cancel',
    'Non scrivermi più',
  ])('%j is confirmed once, and then nothing is said', async (word) => {
    await chat.write('Quanti falliti ieri?');
    expect(saidIn(await chat.write(word))).toMatch(/RIPRENDI|START/);
    const working: string[] = [];
    for (const text of [word, 'Quanti falliti ieri?', 'aiuto', 'persona']) {
      const { reply } = await chat.respond(chat.message({ type: 'text', text }), () => working.push(text));
      expect(reply).toBeUndefined();
    }
    expect(working).toEqual([]);
    expect(chat.asked).toHaveLength(1);
  });

  test('within a question is no wish to stop', async () => {
    expect(saidIn(await chat.write('quando si ferma il processo ordini?'))).toContain('DATO');
  });

  test('works as a button and while a correction is awaited, and is undone by one word', async () => {
    await chat.send({ type: 'tap', id: 'STOP', title: 'Stop' });
    expect(await chat.write('ciao')).toBeUndefined();
    expect(saidIn(await chat.write('Riprendi'))).toMatch(/Bentornato/);
    expect(saidIn(await chat.write('e oggi?'))).toBe('DATO su e oggi?');
  });
});

describe('done again', () => {
  test('the reply is the same to the letter, and the line is asked once', async () => {
    const message = chat.message({ type: 'text', text: 'Quanti falliti ieri?' });
    const first = await chat.respond(message);
    const again = await chat.respond(message);
    expect(again.reply).toEqual(first.reply);
    expect(chat.asked).toHaveLength(1);
    expect(chat.asked[0]?.questionId).toMatch(/^w-[0-9a-f]{32}$/);
  });

  test('the confirmation of a stop is not lost', async () => {
    const message = chat.message({ type: 'text', text: 'stop' });
    const { reply } = await chat.respond(message);
    expect(await chat.respond(message)).toMatchObject({ reply });
    expect(saidIn(reply)).toContain('RIPRENDI');
  });
});

describe('kinds of messages', () => {
  test.each<[Content, RegExp]>([
    [{ type: 'media', media: 'audio' }, /vocali/],
    [{ type: 'media', media: 'image' }, /immagini/],
    [{ type: 'location' }, /luogo/],
    [{ type: 'contacts', phones: [] }, /contatti/],
    [{ type: 'order' }, /ordini/],
    [{ type: 'form' }, /modulo/],
    [{ type: 'unsupported', what: 'poll_creation' }, /testo/],
    [{ type: 'text', text: '​' }, /testo/],
    [{ type: 'text', text: 'x'.repeat(1001) }, /poche righe/],
  ])('%j is declined in a sentence', async (content, sentence) => {
    expect(saidIn(await chat.send(content))).toMatch(sentence);
    expect(chat.asked).toEqual([]);
  });

  test('words under a picture are answered', async () => {
    await chat.write('ciao');
    const reply = await chat.send({ type: 'media', media: 'image', caption: 'Quanti falliti?' });
    expect(saidIn(reply)).toMatch(/allegato.*DATO su Quanti falliti/s);
  });

  test('a changed question is answered anew when it was the latest', async () => {
    const message = chat.message({ type: 'text', text: 'Quanti falliti eri?' });
    await chat.respond(message);
    await chat.send({ type: 'reaction', to: 'wamid.OUT1', emoji: '❤️' });
    const original = message.messageId;
    for (const text of ['Quanti falliti ieri?', 'Quanti falliti oggi?'])
      expect(await chat.send({ type: 'edit', original, text })).toMatchObject({
        parts: [{ text: `DATO su ${text}` }],
      });
    await chat.write('altro');
    expect(await chat.send({ type: 'edit', original, text: 'x' })).toBeUndefined();
    expect(await chat.send({ type: 'revoke', original })).toBeUndefined();
  });

  test('in a group texts are answered with nothing to tap', async () => {
    const reply = await chat.write('Quanti falliti?', { groupId: 'g1' });
    expect(reply?.parts).toEqual([{ type: 'text', text: 'DATO su Quanti falliti?' }]);
    expect(await chat.send({ type: 'media', media: 'audio' }, { groupId: 'g1' })).toBeUndefined();
  });
});

describe('what an answer was worth', () => {
  test('a thumb is one tap, and kept once with the question', async () => {
    const reply = await chat.write('Quanti falliti?');
    expect(optionsOf(reply).map(({ label }) => label)).toEqual([
      '👍 Utile',
      '👎 Non va',
      'Parla con qualcuno',
    ]);
    await chat.tap(reply, '👍 Utile');
    expect(saidIn(await chat.tap(reply, '👍 Utile'))).toMatch(/Grazie/);
    const { personId = '' } = (await chat.person()) ?? {};
    expect(await chat.feedback.list(personId)).toMatchObject([{ up: true, question: 'Quanti falliti?' }]);
  });

  test('a thumbs down asks what was wrong, and takes the correction', async () => {
    const reply = await chat.write('Quanti falliti?');
    const why = await chat.tap(reply, '👎 Non va');
    expect(optionsOf(why).map(({ label }) => label)).toContain('Il periodo');
    expect(saidIn(await chat.tap(why, 'Altro'))).toMatch(/Scrivimelo/);
    expect(saidIn(await chat.write('Volevo quelli di Milano'))).toMatch(/annotato/);
    const { personId = '' } = (await chat.person()) ?? {};
    const kept = { up: false, flaw: 'other', correction: 'Volevo quelli di Milano' };
    expect(await chat.feedback.list(personId)).toMatchObject([kept]);
    expect(saidIn(await chat.write('Quanti falliti?'))).toMatch(/DATO/);
    await chat.tap(reply, '👎 Non va');
    expect(await chat.feedback.list(personId)).toMatchObject([kept]);
  });

  test('ten minutes later words are a question again', async () => {
    const why = await chat.tap(await chat.write('Quanti falliti?'), '👎 Non va');
    await chat.tap(why, 'Altro');
    later(11);
    expect(saidIn(await chat.write('e oggi?'))).toBe('DATO su e oggi?');
  });

  test('a reaction to our message counts, without a word', async () => {
    const message = chat.message({ type: 'text', text: 'Quanti falliti?' });
    await chat.respond(message);
    chat.causes.set('wamid.OUT1', message.messageId);
    for (const emoji of ['👎🏽', '😂', undefined])
      expect(
        await chat.send({ type: 'reaction', to: 'wamid.OUT1', ...(emoji !== undefined && { emoji }) }),
      ).toBeUndefined();
    const { personId = '' } = (await chat.person()) ?? {};
    expect(await chat.feedback.list(personId)).toMatchObject([{ up: false, question: 'Quanti falliti?' }]);
  });
});

describe('a tap on what was never offered', () => {
  test('is taken by its words, and said to be old', async () => {
    await chat.write('ciao');
    expect(saidIn(await chat.send({ type: 'tap', id: 'forged', title: 'Quanti falliti?' }))).toMatch(
      /vecchio.*DATO su Quanti falliti/s,
    );
  });

  test.each(['👍 Utile', 'Quali processi fall…', 'Chiedi il permesso'])(
    '%j is safe as words of ours only',
    async (title) => {
      await chat.write('ciao');
      expect(saidIn(await chat.send({ type: 'tap', id: 'forged', title }))).toMatch(/non è più valido/);
    },
  );

  test('nobody else can use an offer', async () => {
    const reply = await chat.write('Quanti falliti?');
    const { id = '' } = optionsOf(reply)[0] ?? {};
    const sender = { phone: '393339998888' };
    await chat.write('ciao', { sender });
    expect(saidIn(await chat.send({ type: 'tap', id, title: '👍 Utile' }, { sender }))).toMatch(
      /non è più valido/,
    );
    expect(id).toMatch(/^[\w-]{18}$/);
  });
});

describe('who is not let in', () => {
  beforeEach(async () => {
    chat = await startChat({ admission: 'listed' });
  });

  test('is offered to ask for it, is told once it was asked, and gets no answer', async () => {
    const first = await chat.write('Quanti falliti ieri?');
    expect(saidIn(first)).toMatch(/assistente automatico.*permesso/s);
    expect(saidIn(await chat.tap(first, 'Chiedi il permesso'))).toMatch(/Fatto/);
    expect(saidIn(await chat.write('Quanti falliti ieri?'))).toMatch(/non è ancora arrivato/);
    expect(saidIn(await chat.tap(first, 'Chiedi il permesso'))).toMatch(/non è ancora arrivato/);
    expect(chat.notices).toMatchObject([{ kind: 'access', name: 'Giulia' }]);
    expect(chat.asked).toEqual([]);
  });

  test('can ask again where nobody could be told', async () => {
    chat.state.nobodyThere = true;
    const first = await chat.write('Quanti falliti ieri?');
    expect(saidIn(await chat.tap(first, 'Chiedi il permesso'))).toMatch(/Riprova/);
    chat.state.nobodyThere = false;
    expect(saidIn(await chat.tap(first, 'Chiedi il permesso'))).toMatch(/Fatto/);
  });

  test('in English is told in English', async () => {
    expect(saidIn(await chat.write('how many processes failed yesterday?'))).toMatch(/permission/);
  });
});

describe('a colleague', () => {
  test('is called by words or by a tap, told what was said, and then it is quiet', async () => {
    const reply = await chat.write('Quanti falliti?');
    expect(saidIn(await chat.tap(reply, 'Parla con qualcuno'))).toMatch(/avvisato un collega/);
    expect(chat.notices).toEqual([
      expect.objectContaining({
        kind: 'handover',
        turns: [
          { question: 'Quanti falliti?', answer: 'DATO su Quanti falliti?' },
          { question: 'Parla con qualcuno', answer: '' },
        ],
      }),
    ]);
    for (const text of ['ci siete?', 'Quanti falliti?']) expect(await chat.write(text)).toBeUndefined();
    const { personId = '', sessionId = '' } = (await chat.person()) ?? {};
    const { session } = await chat.sessions.read({ tenantId: 'acme', userId: personId }, sessionId);
    expect(session?.handedOverAt).toBe(MORNING);
    expect(session?.turns.map(({ question }) => question)).toEqual([
      'Quanti falliti?',
      'Parla con qualcuno',
      'ci siete?',
      'Quanti falliti?',
    ]);
    expect(saidIn(await chat.write('assistente'))).toMatch(/Eccomi/);
    const after = await chat.sessions.read({ tenantId: 'acme', userId: personId }, sessionId);
    expect(after.session?.handedOverAt).toBeUndefined();
    expect(saidIn(await chat.write('e oggi?'))).toBe('DATO su e oggi?');
  });

  test('is called when the line hears that one is wanted', async () => {
    expect(saidIn(await chat.write('Vorrei parlare con un collega'))).toMatch(/avvisato un collega/);
    expect(chat.notices).toHaveLength(1);
    expect(await chat.write('?')).toBeUndefined();
  });

  test('who can not be told leaves us talking', async () => {
    chat.state.nobodyThere = true;
    expect(saidIn(await chat.write('persona'))).toMatch(/Non riesco ad avvisare/);
    expect(saidIn(await chat.write('Vorrei parlare con un collega'))).toMatch(/Non riesco ad avvisare/);
    expect(saidIn(await chat.write('e oggi?'))).toBe('DATO su e oggi?');
  });

  test.each([
    ['2026-11-19T22:00:00.000Z', 'domani dalle 06:00'],
    // A Friday night.
    ['2026-11-20T22:00:00.000Z', 'lunedì dalle 06:00'],
    ['2026-11-20T03:00:00.000Z', 'oggi dalle 06:00'],
  ])('at %s answers later, which is told once', async (at, when) => {
    chat.state.at = at;
    expect(saidIn(await chat.write('persona'))).toContain(when);
    expect(await chat.write('ci siete?')).toBeUndefined();
  });

  test('who went home is told of once', async () => {
    await chat.write('persona');
    chat.state.at = '2026-11-20T21:00:00.000Z';
    expect(saidIn(await chat.write('ci siete?'))).toContain('lunedì dalle 06:00');
    expect(await chat.write('ci siete?')).toBeUndefined();
  });

  test('who writes by hand has the conversation for some hours', async () => {
    await chat.write('Quanti falliti?');
    const change = { version: 1 as const, numberId: '1055', kind: 'taken_over' as const, to: GIULIA };
    await chat.heed({ ...change, at: chat.state.at });
    expect(await chat.write('grazie')).toBeUndefined();
    later(60 * 7 + 1);
    expect(saidIn(await chat.write('e oggi?'))).toBe('DATO su e oggi?');
  });
});

describe('time', () => {
  test('what comes hours late gets one apology for all of it', async () => {
    const sentAt = '2026-11-20T05:00:00.000Z';
    expect(saidIn(await chat.write('Quanti falliti?', { sentAt }))).toMatch(/in ritardo/);
    expect(await chat.write('E oggi?', { sentAt })).toBeUndefined();
    expect(saidIn(await chat.write('E oggi?'))).toMatch(/DATO/);
    expect(saidIn(await chat.write('stop', { sentAt }))).toMatch(/RIPRENDI/);
  });

  test('who writes too fast is told once, and heard again after a minute', async () => {
    const replies: string[] = [];
    for (let at = 0; at < 30; at += 1) replies.push(saidIn(await chat.write(`domanda ${at}`)));
    expect(replies.slice(0, 20).every((text) => text.includes('DATO'))).toBe(true);
    expect(replies[20]).toMatch(/Aspetta un minuto/);
    expect(replies.slice(21).join('')).toBe('');
    later(1);
    expect(saidIn(await chat.write('e oggi?'))).toContain('DATO');
  });
});

describe('at the same time', () => {
  test('a colleague who writes while the answer is made has the conversation', async () => {
    await chat.write('Quanti falliti?');
    const change = { version: 1 as const, numberId: '1055', kind: 'taken_over' as const, to: GIULIA };
    chat.state.meanwhile = () => chat.heed({ ...change, at: chat.state.at });
    expect(await chat.write('E oggi?')).toBeUndefined();
    expect((await chat.person())?.handover?.until).toBeDefined();
  });

  test('who was let in while we wrote stays so, and the line is asked once', async () => {
    chat.state.meanwhile = async () => {
      await operators(chat.ports).change('393331112222', { admission: 'granted' });
    };
    expect(saidIn(await chat.write('Quanti falliti?'))).toContain('DATO');
    expect((await chat.person())?.admission).toBe('granted');
    expect(chat.asked).toHaveLength(1);
  });

  test('messages that are answered at once all get their answer, and no state is lost', async () => {
    await chat.write('ciao');
    const texts = ['Quanti falliti?', 'E ieri?', 'E oggi?', 'E domani?'];
    const replies = await Promise.all(texts.map((text) => chat.write(text)));
    expect(replies.map(saidIn)).toEqual(texts.map((text) => `DATO su ${text}`));
    const { offers = [], pace } = (await chat.person()) ?? {};
    expect(pace?.messages).toBe(5);
    for (const reply of replies)
      for (const { id = '' } of optionsOf(reply)) expect(offers.map((offer) => offer.id)).toContain(id);
  });

  test('who floods us changes nothing any more', async () => {
    for (let at = 0; at < 21; at += 1) await chat.write(`domanda ${at}`);
    const before = await chat.people.find(GIULIA);
    for (let at = 0; at < 100; at += 1) await chat.write(`ancora ${at}`);
    expect(await chat.people.find(GIULIA)).toEqual(before);
  });
});

describe('when the line is away', () => {
  test('that is said', async () => {
    chat.state.lineAway = true;
    const startedAt = Date.parse(chat.state.at);
    expect(saidIn(await chat.write('Quanti falliti ieri?'))).toMatch(/non riesco a leggere i dati/);
    // By then it was asked again for some seconds.
    expect(Date.parse(chat.state.at) - startedAt).toBe(4000);
  });

  test('the answer is promised, and no more once it was given', async () => {
    const owed = async () => (await chat.person(GIULIA))?.owed?.map(({ question }) => question);
    chat.state.lineAway = true;
    expect(saidIn(await chat.write('Quanti falliti ieri?'))).toMatch(/Ti scrivo appena ci riesco/);
    expect(await owed()).toEqual(['Quanti falliti ieri?']);
    chat.state.lineAway = false;
    await chat.write('Quanti falliti oggi?');
    expect(await owed()).toEqual(['Quanti falliti ieri?']);
    await chat.write('Quanti falliti ieri?');
    expect(await owed()).toBeUndefined();
  });

  test('for a moment, the question that comes again is answered, and that is counted once', async () => {
    const message = chat.message({ type: 'text', text: 'Quanti falliti ieri?' });
    chat.state.lineBreaks = 2;
    const counted = await recoveriesIn(async () => {
      expect(saidIn((await chat.respond(message)).reply)).toContain('DATO su Quanti falliti ieri?');
      await chat.respond(message);
      await chat.write('e oggi?');
    });
    expect(counted).toEqual(['line_lost asked_again: 1']);
    expect((await chat.person(GIULIA))?.unheard).toBeUndefined();
  });

  test('for longer, nothing is counted as got over', async () => {
    chat.state.lineAway = true;
    expect(await recoveriesIn(() => chat.write('Quanti falliti ieri?'))).toEqual([]);
    expect((await chat.person(GIULIA))?.unheard).toBeUndefined();
  });

  test('help, stop and the way to a person are there', async () => {
    chat.state.lineAway = true;
    expect(optionsOf(await chat.write('aiuto')).length).toBeGreaterThan(4);
    expect(saidIn(await chat.write('persona'))).toMatch(/avvisato/);
  });
});

test('a person keeps their place under another number', async () => {
  await chat.write('Quanti falliti?', { sender: { phone: '393331112222' } });
  const after = { phone: '393335556666', scopedId: 'IT.99' };
  const change = { version: 1 as const, numberId: '1055', kind: 'moved' as const, at: MORNING };
  await chat.heed({ ...change, before: { phone: '393331112222' }, after });
  expect(saidIn(await chat.write('e oggi?', { sender: { scopedId: 'IT.99' } }))).toBe('DATO su e oggi?');
  expect(await chat.people.find({ phone: '393331112222' })).toBeUndefined();
});

describe('when too many ask', () => {
  test('questions are asked to wait, and STOP is honoured', async () => {
    const { ports, asked } = chat;
    const busy = responding(ports, { crowded: true });
    const message = chat.message({ type: 'text', text: 'Quanti falliti?' });
    expect(saidIn((await busy(message)).reply)).toMatch(/siete in tanti/);
    expect(saidIn((await busy(chat.message({ type: 'text', text: 'stop' }))).reply)).toMatch(/RIPRENDI/);
    expect(asked).toEqual([]);
  });
});

test('who opts out with the platform has stopped', async () => {
  await chat.write('Quanti falliti?');
  const optOut = optingOut(chat.ports);
  for (let time = 0; time < 2; time += 1) await optOut(GIULIA, MORNING);
  expect(await chat.write('e oggi?')).toBeUndefined();
  expect((await chat.person())?.stoppedAt).toBe(MORNING);
});

describe('an operator', () => {
  test('lets in who asked, and the next answer says so', async () => {
    chat = await startChat({ admission: 'listed' });
    await chat.tap(await chat.write('Quanti falliti?'), 'Chiedi il permesso');
    await operators(chat.ports).change('+39 333 111 2222', { admission: 'granted' });
    expect(saidIn(await chat.write('Quanti falliti?'))).toMatch(/permesso è arrivato.*DATO/s);
    expect(saidIn(await chat.write('e oggi?'))).toBe('DATO su e oggi?');
  });

  test('lets in a number before it ever wrote, and its platform id with it', async () => {
    chat = await startChat({ admission: 'listed' });
    await operators(chat.ports).change('393331112222', { admission: 'granted' });
    expect(saidIn(await chat.write('Quanti falliti?'))).toMatch(/assistente automatico.*DATO/s);
    expect(saidIn(await chat.write('e oggi?', { sender: { scopedId: 'IT.8831204471' } }))).toMatch(/DATO/);
  });

  test('refuses somebody, who hears it and gets no answer', async () => {
    await chat.write('Quanti falliti?');
    await operators(chat.ports).change('IT.8831204471', { admission: 'refused' });
    expect(saidIn(await chat.write('e oggi?'))).toMatch(/non posso rispondere/);
    expect(chat.asked).toHaveLength(1);
  });

  test('gives a conversation back, which the next answer says', async () => {
    await chat.write('persona');
    expect(await chat.write('ci siete?')).toBeUndefined();
    const { personId = '', sessionId = '' } = (await chat.person()) ?? {};
    await operators(chat.ports).change(personId, { handBack: true });
    const { session } = await chat.sessions.read({ tenantId: 'acme', userId: personId }, sessionId);
    expect(session?.handedOverAt).toBeUndefined();
    expect(saidIn(await chat.write('e oggi?'))).toMatch(/sono di nuovo io.*DATO/s);
  });

  test('finds nobody under a name that is none', async () => {
    for (const name of ['nobody', '12', 'IT.1'])
      expect(await operators(chat.ports).change(name, { handBack: true })).toBeUndefined();
    expect(await chat.people.list()).toEqual([]);
  });
});
