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

test('a dictionary needs no grammar', () => {
  const { grammar: _, ...bare } = small();
  expect(createMask(bare, 'xx').text('Un alfa qui')).toBe('Un bebe qui');
  expect(createMask(bare, 'xx').name('Resi alfa di')).toBe('Resi bebe di');
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
    expect(mask().leaks('La Marca sta qui da sempre e un ordini_numero no')).toEqual(['ordini_numero']);
    expect(mask().text('La Marca sta qui da sempre e gamma alfa no')).toBe(
      'La Marca sta qui da sempre e cece no',
    );
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

  test('what finds terms, for all languages of a dictionary', () => {
    const { concepts, lists, ...rest } = small();
    let reads = 0;
    const counted: Dictionary = {
      ...rest,
      concepts: Object.fromEntries(
        Object.entries(concepts).map(([name, { xx }]) => [name, xx === undefined ? {} : { xx, yy: xx }]),
      ),
      get lists() {
        reads += 1;
        return lists;
      },
    };
    expect(createMask(counted, 'xx').text('alfa')).toBe('bebe');
    const before = reads;
    expect(createMask(counted, 'yy').text('alfa')).toBe('bebe');
    expect(before).toBeGreaterThan(0);
    expect(reads).toBe(before);
  });

  describe('and a masked name', () => {
    const counting = (): { names: Mask; reads: () => number } => {
      const { concepts, ...rest } = small();
      let reads = 0;
      const counted: Dictionary = {
        ...rest,
        get concepts() {
          reads += 1;
          return concepts;
        },
      };
      return { names: createMask(counted, 'xx'), reads: () => reads };
    };

    test('which costs no work again', () => {
      const { names, reads } = counting();
      names.name('Ordini alfa');
      names.name('Resi alfa');
      const before = reads();
      expect(names.name('Ordini alfa')).toBe('Ordini bebe');
      expect(names.name('Resi alfa')).toBe('Resi bebe');
      expect(reads()).toBe(before);
      expect(names.name('Clienti alfa')).toBe('Clienti bebe');
      expect(reads()).toBeGreaterThan(before);
    });

    test('of at most 20,000', () => {
      const { names, reads } = counting();
      names.name('Ordini alfa');
      for (let count = 1; count < 20_000; count += 1) names.name(`n${count}`);
      const before = reads();
      names.name('Ordini alfa');
      expect(reads()).toBe(before);
      names.name('n20000');
      names.name('Ordini alfa');
      expect(reads()).toBeGreaterThan(before);
    });
  });
});
