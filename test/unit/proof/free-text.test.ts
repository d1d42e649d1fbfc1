import { describe, expect, test } from 'vitest';
import { fold, nameKey, objection, toneObjection } from '#shared/domain/proof/free-text.ts';
import { wordings } from '#test/support/wordings.ts';

const { it } = wordings;
/** The Italian wording with few words, so that each rule stands alone. */
const small = {
  ...it,
  forbidden: {
    numbers: ['due', 'dodici', 'cento', 'Tré'],
    dates: ['Ieri', 'settimana scorsa'],
    trend: ['in aumento'],
    ranking: [],
    absolutes: [],
  },
  phrases: { lead: 'in tutto {count} ci sono {of the rest}', other: 'la lista scorsa', tight: 'da{day}fino' },
  notes: { source: 'dati alle {clock}' },
  allowed: ['eccoli', 'in aumento settimana', 'Ieri', 'dodici', 'due'],
  tone: ['certo', 'ecco qui', 'Grazie'],
};
const none = new Set<string>();
/** A wording of its own each time: what was learned of one is kept with it. */
const why = (text: string, names: ReadonlySet<string> = none, wording = { ...small }): string | undefined =>
  objection(text, wording, names);

describe('why a free text may not stand', () => {
  test.each<[string, string | undefined]>([
    ['In tutto ci sono', undefined],
    ['  In tutto — ', 'sign'],
    ['«In tutto», “eccoli”: (ci sono)?', undefined],
    ['', undefined],
    ['In tutto 2', 'sign'],
    ['In tutto 🎉', 'sign'],
    ['In tutto dodici', 'number'],
    ['In tutto DODICÌ', 'number'],
    ['In tutto duecentododici', 'number'],
    ['In tutto tre', 'number'],
    ['In tutto do-di-ci', 'number'],
    ['In tutto d o d i c i', 'number'],
    ['d u e', 'number'],
    ['eccoli d u e', 'number'],
    ['d u eccoli e', 'word'],
    ['Ieri', 'dates'],
    ['I.e.r.i', 'dates'],
    ['In tutto la settimana scorsa', 'dates'],
    ['settimana in scorsa', undefined],
    ['Ci sono in aumento', 'trend'],
    ['Ci sono in, aumento', 'trend'],
    ['in settimana aumento', undefined],
    ['dodicii', 'word'],
    ['xdodici', 'word'],
    ['dodicix', 'word'],
    ['In tutto Acme', 'word'],
    // What stands within braces of a template is no word of ours, and parts what stands around it.
    ['In tutto count', 'word'],
    ['In tutto of the rest', 'word'],
    ['dati alle', undefined],
    ['da fino', undefined],
    ['dafino', 'word'],
    ['In tuttoci sono', 'word'],
  ])('%s: %s', (text, reason) => {
    const wording = { ...small };
    expect(why(text, none, wording)).toBe(reason);
    // Read again it is the same.
    expect(why(text, none, wording)).toBe(reason);
  });

  test('the scopes and articles of the wording are its words', () => {
    expect(why('dei processi')).toBeUndefined();
    expect(why('etichette')).toBeUndefined();
    expect(why('è stato')).toBeUndefined();
    expect(why('quelli altri')).toBeUndefined();
    expect(why('undefined')).toBe('word');
    expect(why('Stryker')).toBe('word');
  });

  test('so are those of a metric', () => {
    const metrics = { runs: { one: 'corsa', scopes: { tag: ' dei soliti {value}' } } };
    expect(why('dei soliti', none, { ...small, metrics })).toBeUndefined();
    expect(why('dei soliti')).toBe('word');
  });

  test('two single letters side by side are no word, three are', () => {
    const forbidden = { ...small.forbidden, dates: ['ya', 'hoy'] };
    const wording = { ...small, forbidden, allowed: ['y', 'a', 'h', 'o'] };
    expect(objection('y a', { ...wording }, none)).toBeUndefined();
    expect(objection('h o y', { ...wording }, none)).toBe('dates');
    expect(objection('ya', { ...wording }, none)).toBe('dates');
  });

  test('a text of another wording is read anew', () => {
    const other = { ...small, forbidden: { ...small.forbidden, dates: [], trend: [] } };
    expect(objection('Ieri', other, none)).toBeUndefined();
    expect(why('Ieri')).toBe('dates');
  });

  test('a long word without end is no word', () => {
    expect(why('due'.repeat(20))).toBe('number');
    expect(why('z'.repeat(60))).toBe('word');
    expect(why('z'.repeat(61))).toBe('number');
  });

  test('a name that the evidence holds, of words that are ours', () => {
    const names = new Set([nameKey('Lista scorsa'), nameKey('Tutto')]);
    expect(why('la lista scorsa', names)).toBe('name');
    expect(why('la lista', names)).toBeUndefined();
    expect(why('In tutto', names)).toBe('name');
    expect(why('In tutto', new Set(['tutt']))).toBeUndefined();
  });

  test('a long text is read as well as a short one', () => {
    const long = 'In tutto ci sono '.repeat(30);
    expect(why(long)).toBeUndefined();
    expect(why(`${long} dodici`)).toBe('number');
  });

  test('after a thousand texts the first is still refused', () => {
    const wording = { ...small };
    for (let at = 0; at < 1100; at += 1) {
      const text = `In tutto ${' '.repeat(at % 200)}${'ci sono '.repeat(Math.floor(at / 200))}`;
      expect(why(text, none, wording)).toBeUndefined();
    }
    expect(why('In tutto dodici', none, wording)).toBe('number');
  });
});

describe('why a courtesy may not stand', () => {
  const tone = (text: string, names: ReadonlySet<string> = none): string | undefined =>
    toneObjection(text, { ...small }, names);

  test.each<[string, string | undefined]>([
    ['Certo, ecco qui!', undefined],
    ['Grazie', undefined],
    ['In tutto', 'word'],
    ['Certo (ecco)', 'sign'],
    ['Certo «ecco»', 'sign'],
    ['Сerto', 'sign'],
    ['Certo, dodici', 'number'],
    ['Certo, ieri', 'dates'],
  ])('%s: %s', (text, reason) => {
    expect(tone(text)).toBe(reason);
  });

  test('a name of courteous words', () => {
    expect(tone('Ecco qui', new Set(['ecco qui']))).toBe('name');
    expect(tone('Ecco qui', new Set(['ecco']))).toBe('name');
    expect(tone('Ecco qui', new Set(['ecc']))).toBeUndefined();
  });

  test('two hundred signs and no more', () => {
    expect(tone('certo '.repeat(33) + 'qu')).not.toBe('length');
    expect(tone('certo '.repeat(32) + 'certo ec')).not.toBe('length');
    expect(tone(`${'certo '.repeat(33)}   `)).toBe('length');
    expect(tone(`${'certo '.repeat(33)}  `)).toBeUndefined();
  });
});

test('a text folds to small plain letters', () => {
  expect(fold('L’Èra ＡＢ')).toBe("l'era ab");
  expect(nameKey('  Èra-Ｏra, 12 ')).toBe('era ora');
});
