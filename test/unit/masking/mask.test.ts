import { describe, expect, test } from 'vitest';
import { compileDictionary, type Dictionary } from '#shared/domain/masking/dictionary.ts';
import { createMask, type Mask } from '#shared/domain/masking/mask.ts';
import { dictionary } from './support.ts';

const words = (one: string): { xx: { one: string; many: string } } => ({ xx: { one, many: one } });
/** Few words of a language without grammar: what is written may form a term again. */
const small = (): Dictionary =>
  compileDictionary([
    {
      concepts: {
        'technical-reference': words('sigla'),
        b: words('bebe'),
        c: words('cece'),
        d: words('dede'),
        e: words('efef'),
        f: words('fofo'),
      },
      lists: [
        { to: 'b', terms: ['alfa'] },
        { to: 'b', strength: 'brand', terms: ['Marca'] },
        { to: 'c', terms: ['bebe gamma', 'gamma bebe'] },
        { to: 'd', terms: ['cece delta'] },
        { to: 'e', terms: ['dede zeta'] },
        { to: 'f', terms: ['efef theta'] },
      ],
    },
  ]);
const mask = (): Mask => createMask(small(), 'xx');

test('a language that the dictionary does not know has no mask', () => {
  expect(() => createMask(small(), 'fr')).toThrow('masking: no words in fr');
});

test('what leaks is told as it stands there', () => {
  expect(mask().leaks('Un alfa, un ordini_numero e un Alfa.')).toEqual(['alfa', 'ordini_numero', 'Alfa']);
  expect(mask().leaks('Un bebe.')).toEqual([]);
});

describe('what was written may form a term with what stands beside it', () => {
  test.each([
    ['alfa', 'bebe'],
    ['alfa gamma', 'cece'],
    ['gamma alfa', 'cece'],
    ['alfa gamma delta', 'dede'],
    ['alfa gamma delta zeta', 'efef'],
  ])('%s: %s', (before, after) => {
    expect(mask().text(before)).toBe(after);
    expect(mask().gate(before)).toBe(after);
  });

  test('in every place of a long text', () => {
    const far = 'parola '.repeat(60);
    const text = `alfa gamma ${far}un alfa qui e gamma alfa ${far}alfa gamma ${far}`;
    expect(mask().text(text)).toBe(`cece ${far}un bebe qui e cece ${far}cece ${far}`);
    const near = 'parola '.repeat(12);
    expect(mask().text(`alfa ${near}alfa ${near}alfa gamma`)).toBe(`bebe ${near}bebe ${near}cece`);
    expect(mask().text(`riga\n${'x'.repeat(90)} alfa\ngamma riga`)).toBe(`riga\n${'x'.repeat(90)} cece riga`);
  });

  test('too often, the text is given up', () => {
    expect(mask().gate('alfa gamma delta zeta theta')).toBeUndefined();
    expect(mask().text('alfa gamma delta zeta theta')).toBe('sigla');
  });
});

test('what has no business word is a reference', () => {
  expect(mask().text('Un ordini_numero qui.')).toBe('Un sigla qui.');
});

test('words are read whole, however far from what was written they begin', () => {
  for (let far = 50; far < 75; far += 1) {
    const between = 'x'.repeat(far);
    expect(mask().text(`parolalfa ${between} alfa ${between} alfaparola`)).toBe(
      `parolalfa ${between} bebe ${between} alfaparola`,
    );
    expect(mask().text(`parolalfa\n${between} alfa ${between}\nalfaparola`)).toBe(
      `parolalfa\n${between} bebe ${between}\nalfaparola`,
    );
  }
});

describe('a maker', () => {
  test('is left in a sentence, also near what was written', () => {
    expect(mask().text('Qui la Marca e poi sta un alfa')).toBe('Qui la Marca e poi sta un bebe');
    expect(mask().leaks('Qui la Marca.')).toEqual([]);
  });
  test('goes from a name, the same each time', () => {
    const names = mask();
    for (let time = 0; time < 2; time += 1) {
      expect(names.name('Ordini Marca')).toBe('Ordini bebe');
      expect(names.name('Ordini nuovi')).toBe('Ordini nuovi');
    }
  });
});

test('no name ends with a word that joins, of any language', () => {
  for (const language of ['it', 'en']) {
    const names = createMask({ ...dictionary }, language);
    expect(names.name('Invio fatture via API')).toBe('Invio fatture');
    expect(names.name('Send orders by API')).toBe('Send orders');
  }
});

describe('what was made is kept', () => {
  test('a mask, for its dictionary and language', () => {
    const own = small();
    expect(createMask(own, 'xx')).toBe(createMask(own, 'xx'));
    const [italian, english] = [createMask(dictionary, 'it'), createMask(dictionary, 'en')];
    expect(createMask(dictionary, 'it')).toBe(italian);
    expect(createMask(dictionary, 'en')).toBe(english);
    expect(english).not.toBe(italian);
    expect(mask()).not.toBe(mask());
  });

  test('and a masked name, which costs no work again', () => {
    const { concepts, ...rest } = small();
    let reads = 0;
    const counted: Dictionary = {
      ...rest,
      get concepts() {
        reads += 1;
        return concepts;
      },
    };
    const names = createMask(counted, 'xx');
    names.name('Ordini alfa');
    names.name('Resi alfa');
    const before = reads;
    expect(names.name('Ordini alfa')).toBe('Ordini bebe');
    expect(names.name('Resi alfa')).toBe('Resi bebe');
    expect(reads).toBe(before);
    expect(names.name('Clienti alfa')).toBe('Clienti bebe');
    expect(reads).toBeGreaterThan(before);
  });
});
