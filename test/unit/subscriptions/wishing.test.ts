import { describe, expect, test } from 'vitest';
import { saidIn, startChat } from '#test/support/people.ts';

describe('a message that wishes to be told', () => {
  test('is heeded before the line is asked, in its own language', async () => {
    const chat = await startChat();
    expect(saidIn(await chat.write('ogni mattina alle 8 mandami un riepilogo'))).toContain(
      "Va bene, ti scrivo ogni giorno alle 08:00, con un riepilogo di com'è andata.",
    );
    expect(saidIn(await chat.write('every Monday the weekly report'))).toBe(
      'All right, I will write to you every Monday at 08:00, with a summary of the week before.',
    );
    expect(saidIn(await chat.write('quali avvisi ho?'))).toContain('• ogni giorno alle 08:00');
    expect(chat.asked).toEqual([]);
  });

  test('introduces us where it is the first message of all', async () => {
    const chat = await startChat();
    expect(saidIn(await chat.write('ogni mattina alle 8 mandami un riepilogo'))).toMatch(
      /^Ciao, sono Milhena/,
    );
  });

  test('ends what it names; every other question is for the line', async () => {
    const chat = await startChat();
    await chat.write('ogni mattina alle 8 mandami un riepilogo');
    expect(saidIn(await chat.write('basta riepilogo'))).toBe(
      "Va bene, non ti scrivo più ogni giorno alle 08:00, con un riepilogo di com'è andata.",
    );
    expect(saidIn(await chat.write('quante esecuzioni ieri?'))).toContain('DATO su');
  });

  test('of who may not ask is not heeded', async () => {
    const chat = await startChat({ admission: 'listed' });
    expect(saidIn(await chat.write('ogni mattina alle 8 mandami un riepilogo'))).not.toContain('08:00');
    expect(await chat.ports.subscriptions.all()).toEqual([]);
  });

  test('can wait where the data is away', async () => {
    const chat = await startChat();
    chat.state.lineAway = true;
    expect(saidIn(await chat.write('avvisami quando fallisce la fatturazione'))).toContain(
      'Riprova fra poco',
    );
  });
});
