import { describe, expect, test } from 'vitest';
import { isKept } from '#shared/domain/understanding/conversation/refused.ts';
import { readAlone } from '#shared/domain/understanding/understand.ts';
import { company, type Dialogue, inFull, lastOf } from '#test/support/dialogue.ts';
import { catalog, grammar, NOW } from '#test/support/understanding.ts';

describe('what was refused is still spoken of', () => {
  test.each<Dialogue>([
    [
      'who is responsible for the nightly backup failing?',
      'ok, just tell me how often it failed in October',
      'how often did the nightly backup fail in October?',
    ],
    [
      'quanto ci costa un errore del tracking corrieri?',
      'allora dimmi quanti ne abbiamo fatti a ottobre',
      'quanti errori del tracking corrieri a ottobre?',
    ],
    [
      'how much did the failed runs of courier tracking cost us last month?',
      'ok, how many were there then?',
      'how many failed runs of courier tracking last month?',
    ],
    [
      'se continua così quante esecuzioni faremo a dicembre?',
      'va bene, allora quante ne abbiamo fatte a ottobre',
      'quante esecuzioni a ottobre?',
    ],
    [
      'how many runs will we have in December?',
      'ok, how many did we have in October?',
      'how many runs in October?',
    ],
    [
      'puoi far ripartire il backup?',
      'allora dimmi almeno da quanto tempo è fermo',
      'da quanto tempo è fermo il backup?',
    ],
  ])('%s | %s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));

  test('the same asked of another thing is refused as before', () => {
    expect(lastOf(['restart the nightly backup', 'and the weekly sales report', ''])).toMatchObject({
      kind: 'refuse',
      category: 'ACTION',
    });
  });

  test('what was not understood takes the place of no question that was', () => {
    const asked = { text: 'least used of the nightly backup', askedAt: NOW, timeZone: 'Europe/Rome' };
    const { frame } = readAlone(asked, { catalog, grammar, directory: company });
    const common = { language: 'en', category: 'BUSINESS_DATA', confidence: 0.4 } as const;
    const read = { frame, understanding: { ...common, kind: 'refuse', reason: 'not_understood' } } as const;
    expect(isKept(read, { text: 'failures yesterday', askedAt: NOW, named: [] })).toBe(false);
    expect(isKept(read, undefined)).toBe(true);
  });
});

describe('the same again', () => {
  test.each<Dialogue>([
    [
      'quanti errori di Tracking corrieri stanotte?',
      'e ieri alla stessa ora?',
      'quanti errori di Tracking corrieri ieri fino alla stessa ora?',
    ],
    [
      'how many failures between ten and noon yesterday?',
      'and the same time on Monday?',
      'how many failures between ten and noon last Monday?',
    ],
    [
      'dalle sei alle dieci di ieri quanti errori?',
      'e lunedì nello stesso orario?',
      'quanti errori lunedì dalle sei alle dieci?',
    ],
    [
      'how many failures in the last hour?',
      'and the same time yesterday?',
      'failures yesterday from 2:36 to 3:36',
    ],
    [
      'i preventivi falliti di questa settimana in Vendite',
      'dammi solo il numero',
      'quanti preventivi falliti questa settimana in Vendite?',
    ],
    ['failures of Vendite yesterday', 'how many is that?', 'how many failures of Vendite yesterday?'],
    [
      'quando è partito il tracking corrieri?',
      'quanto dura?',
      'e di solito quanto ci mette?',
      'quanto dura di solito il tracking corrieri?',
    ],
  ])('%s', (...dialogue) => expect(lastOf(dialogue)).toEqual(inFull(dialogue)));
});
