import { join } from 'node:path';
import {
  assert,
  array,
  constantFrom,
  double,
  integer,
  oneof,
  option,
  property,
  record,
  string,
} from 'fast-check';
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Widths, svgOf } from '#shared/adapters/drawing/svg.ts';
import { widthsOf } from '#shared/adapters/drawing/font.ts';
import { ticksOf, valueText } from '#shared/adapters/drawing/numbers.ts';
import { cut, wrap } from '#shared/adapters/drawing/text.ts';
import { Chart } from '#shared/contracts/chart.ts';

const FONTS = join(import.meta.dirname, '..', '..', '..', 'node_modules', 'dejavu-fonts-ttf', 'ttf');

let widths: Widths;
beforeAll(async () => {
  const [plain, bold] = await Promise.all([
    readFile(join(FONTS, 'DejaVuSans.ttf')),
    readFile(join(FONTS, 'DejaVuSans-Bold.ttf')),
  ]);
  widths = { plain: widthsOf(plain), bold: widthsOf(bold) };
});

const HOSTILE = [
  '<script>alert(1)</script>',
  '"/><image href="http://evil.example/x.png"/>',
  "' onload='x()",
  '&amp;&#x3c;script&#x3e;',
  ']]><!--',
  '{b|bold}{value}\n{a}',
  'javascript:alert(1)',
  '\u{0}\u{1B}[31m\u{202E}abc\u{FFFF}',
  '\u{D800}',
];
/** Names that every object has: a memory that is a plain object takes them for its own. */
const PROPERTIES = Object.getOwnPropertyNames(Object.prototype);
const anyText = (maxLength: number) =>
  oneof(
    string({ maxLength, unit: 'grapheme' }),
    string({ maxLength, unit: 'binary' }),
    constantFrom(...HOSTILE, ...PROPERTIES),
  ).map((text) => text.slice(0, maxLength));
const anyValue = oneof(
  double({ noNaN: true, noDefaultInfinity: true }),
  integer({ min: 0, max: 5000 }),
  constantFrom(0, -0, 5e-324, 1.797e308, -1.797e308, 0.1 + 0.2),
);
const anyChart = record({
  version: constantFrom(1 as const),
  form: constantFrom('columns' as const, 'bars' as const, 'line' as const),
  title: anyText(200),
  note: anyText(200),
  unit: constantFrom(...(['count', 'percent', 'fraction', 'seconds', 'ms'] as const)),
  language: oneof(constantFrom('it', 'en', 'es'), anyText(6)),
  labels: oneof(
    array(anyText(80), { minLength: 1, maxLength: 12 }),
    array(anyText(80), { minLength: 1, maxLength: 100 }),
  ),
  rows: array(record({ name: anyText(80), values: array(option(anyValue), { maxLength: 100 }) }), {
    minLength: 1,
    maxLength: 2,
  }),
});

/** Reads XML strictly: what is open is closed, no bare `<` or `&`; gives the elements, attributes and texts. */
const parsed = (svg: string) => {
  const elements = new Set<string>();
  const attributes = new Set<string>();
  const texts: string[] = [];
  const open: string[] = [];
  let rest = svg;
  const TAG = /^<(\/?)([a-z]\w*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/i;
  while (rest !== '') {
    const tag = TAG.exec(rest);
    if (tag) {
      const [all, end, name = '', inside = '', empty] = tag;
      elements.add(name);
      for (const [, attribute = '', value = ''] of inside.matchAll(/([\w:-]+)="([^"]*)"/g)) {
        attributes.add(attribute);
        checkEntities(value);
      }
      if (end === '/') expect(open.pop()).toBe(name);
      else if (empty !== '/') open.push(name);
      rest = rest.slice(all.length);
      continue;
    }
    const text = /^[^<]+/.exec(rest)?.[0] ?? '';
    if (text === '') throw new Error(`not XML: ${rest.slice(0, 80)}`);
    checkEntities(text);
    texts.push(text);
    rest = rest.slice(text.length);
  }
  expect(open).toEqual([]);
  return { elements, attributes, texts };
};

const checkEntities = (text: string) => {
  for (const [found] of text.matchAll(/&[^;]*;?/g)) expect(found).toMatch(/^&(amp|lt|gt|quot|apos|#\d+);$/);
};

const ALLOWED = new Set([
  'svg',
  'g',
  'rect',
  'text',
  'path',
  'line',
  'defs',
  'clipPath',
  'style',
  'polyline',
  'circle',
]);

describe('any chart', () => {
  test('draws as plain XML of shapes and text: nothing in it runs or loads', () => {
    assert(
      property(anyChart, (chart) => {
        const svg = svgOf(Chart.parse(chart), widths);
        const { elements, attributes } = parsed(svg);
        expect([...elements].filter((name) => !ALLOWED.has(name))).toEqual([]);
        expect([...attributes].filter((name) => /^on|href|src/i.test(name))).toEqual([]);
        expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      }),
      { numRuns: 150 },
    );
  });

  test('says what it is told, however it is written', () => {
    for (const title of HOSTILE) {
      const svg = svgOf({ ...SMALL, title }, widths);
      expect(svg).not.toContain('<script');
      expect(parsed(svg).elements.has('image')).toBe(false);
    }
    expect(parsed(svgOf({ ...SMALL, title: 'R&D <1%' }, widths)).texts).toContain('R&amp;D &lt;1%');
  });

  describe.each(['columns', 'bars', 'line'] as const)('%s', (form) => {
    test.each(PROPERTIES)('a process called %s is a name like any other', (called) => {
      const before = JSON.stringify(PROPERTIES);
      try {
        const labels = [called, `${called} x`, `x ${called}`, ...Array.from({ length: 4 }, () => called)];
        const svg = svgOf({ ...SMALL, form, labels, title: called, language: called }, widths);
        expect(parsed(svg).texts.map((text) => text.trim())).toContain(called);
        expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype))).toBe(before);
      } finally {
        // A failure here must not make every other test of this process fail.
        for (const added of Object.getOwnPropertyNames(Object.prototype))
          if (!PROPERTIES.includes(added)) Reflect.deleteProperty(Object.prototype, added);
      }
    });
  });
});

const SMALL: Chart = {
  version: 1,
  form: 'columns',
  title: 'Fallimenti per giorno',
  note: '14–20 nov 2026',
  unit: 'count',
  language: 'it',
  labels: ['14 nov', '15 nov', '16 nov'],
  rows: [{ name: 'Fallimenti', values: [1234, 0, null] }],
};

describe('what stands on the picture', () => {
  const textsOf = (chart: Partial<Chart>) => parsed(svgOf({ ...SMALL, ...chart }, widths)).texts;

  test('few values are all written, nothing known is a dash', () => {
    expect(textsOf({})).toEqual(
      expect.arrayContaining(['1.234', '0', '–', '14 nov', 'Fallimenti per giorno']),
    );
  });

  test('of many values only the greatest, beside round ticks', () => {
    const values = Array.from({ length: 30 }, (_, at) => 10 + at * 7);
    const labels = values.map((_, at) => `${at + 1} nov`);
    const texts = textsOf({ labels, rows: [{ name: 'x', values }] });
    expect(texts).toEqual(expect.arrayContaining(['0', '100', '200', '213']));
    expect(texts).not.toContain('206');
  });

  test('two rows have a legend', () => {
    const rows = ['7–13 nov', '14–20 nov'].map((name) => ({ name, values: [1, 2, 3] }));
    expect(textsOf({ rows })).toEqual(expect.arrayContaining(['7–13 nov', '14–20 nov']));
  });

  test.each(['columns', 'bars', 'line'] as const)('no text of %s is smaller than 34', (form) => {
    const sizes = [...svgOf({ ...SMALL, form }, widths).matchAll(/font-size[=:]"?(\d+)/g)].map(([, size]) =>
      Number(size),
    );
    expect(sizes.length).toBeGreaterThan(2);
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(34);
  });
});

describe('figures', () => {
  const written = (value: number, unit: Chart['unit'], language = 'it', short = false) =>
    valueText(value, { unit, language }, short).replaceAll('\u{A0}', ' ');

  test.each([
    [1234.56, 'count', 'it', '1.234,6'],
    [1234.56, 'count', 'en', '1,234.6'],
    [0, 'count', 'it', '0'],
    [12.5, 'percent', 'it', '12,5 %'],
    [12.5, 'percent', 'en', '12.5%'],
    [0.04, 'percent', 'it', '0,04 %'],
    [0.25, 'fraction', 'it', '0,25'],
    [154_800, 'seconds', 'it', '1g 19h'],
    [4320, 'seconds', 'en', '1h 12m'],
    [59.96, 'seconds', 'it', '1min'],
    [7.25, 'seconds', 'it', '7,3s'],
    [0.32, 'seconds', 'it', '320ms'],
    [0, 'seconds', 'it', '0s'],
    [1500, 'ms', 'it', '1,5s'],
    [-60, 'seconds', 'it', '−1min'],
    [123_456_789, 'count', 'it', '123 Mln'],
  ] as const)('%d %s in %s: %s', (value, unit, language, text) => {
    expect(written(value, unit, language)).toBe(text);
  });

  test('a figure that is not zero never reads as zero', () => {
    assert(
      property(
        double({ min: 1e-12, max: 1e12, noNaN: true }),
        constantFrom('count', 'percent', 'seconds', 'ms'),
        (value, unit) => {
          expect(written(value, unit)).toMatch(/[1-9]/);
        },
      ),
    );
  });

  test('ticks go from zero past the greatest, few and even', () => {
    assert(
      property(
        array(double({ min: 0.001, max: 1e12, noNaN: true }), { minLength: 1, maxLength: 20 }),
        constantFrom('count', 'percent', 'seconds'),
        (values, unit) => {
          const ticks = ticksOf(values, { unit, language: 'it' });
          expect(ticks[0]).toBe(0);
          expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(...values));
          expect(ticks.length).toBeLessThanOrEqual(6);
        },
      ),
    );
    expect(ticksOf([2888], { unit: 'seconds', language: 'it' })).toEqual([0, 900, 1800, 2700, 3600]);
  });
});

describe('texts', () => {
  test('are measured with the font itself', () => {
    // Advance widths of DejaVu Sans, in parts of 2048: i 569, W 2025, … 2048.
    expect(widths.plain('i', 2048)).toBe(569);
    expect(widths.plain('W', 2048)).toBe(2025);
    expect(widths.plain('…', 2048)).toBe(2048);
  });

  test('are never wider than their room, and whole where they fit', () => {
    assert(
      property(string({ unit: 'grapheme', maxLength: 80 }), integer({ min: 60, max: 900 }), (text, most) => {
        for (const line of wrap(text, 2, most, 34, widths.plain))
          expect(widths.plain(line, 34)).toBeLessThanOrEqual(most);
        const room = Math.max(most, widths.plain(text, 34));
        expect(cut(text, room, 34, widths.plain)).toBe(text);
      }),
    );
  });
});
