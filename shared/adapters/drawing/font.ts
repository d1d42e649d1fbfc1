/** How wide a text stands, in pixels, at a size in pixels. */
export type Width = (text: string, size: number) => number;

const tableOf = (font: DataView, name: string): number => {
  const count = font.getUint16(4);
  for (let at = 12; at < 12 + count * 16; at += 16) {
    const tag = [0, 1, 2, 3].map((byte) => String.fromCharCode(font.getUint8(at + byte))).join('');
    if (tag === name) return font.getUint32(at + 8);
  }
  throw new Error(`the font has no ${name}`);
};

/** Where the glyphs of the basic plane are listed: a subtable of format 4. */
const glyphsOf = (font: DataView): number => {
  const start = tableOf(font, 'cmap');
  const count = font.getUint16(start + 2);
  for (let at = start + 4; at < start + 4 + count * 8; at += 8) {
    const offset = start + font.getUint32(at + 4);
    if (font.getUint16(offset) === 4) return offset;
  }
  throw new Error('the font has no list of glyphs');
};

const glyphOf = (font: DataView, list: number, code: number): number => {
  const segments = font.getUint16(list + 6);
  const [ends, starts] = [list + 14, list + 16 + segments];
  for (let at = 0; at < segments; at += 2) {
    if (font.getUint16(ends + at) < code) continue;
    const start = font.getUint16(starts + at);
    if (start > code) return 0;
    const delta = font.getUint16(starts + segments + at);
    const place = starts + 2 * segments + at;
    const offset = font.getUint16(place);
    if (offset === 0) return (code + delta) & 0xff_ff;
    const glyph = font.getUint16(place + offset + 2 * (code - start));
    return glyph === 0 ? 0 : (glyph + delta) & 0xff_ff;
  }
  return 0;
};

/** Measures with the advance widths of a TrueType font; what the font lacks counts as its empty box. */
export const widthsOf = (bytes: Uint8Array): Width => {
  const font = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const perEm = font.getUint16(tableOf(font, 'head') + 18);
  const metrics = font.getUint16(tableOf(font, 'hhea') + 34);
  const [list, widths] = [glyphsOf(font), tableOf(font, 'hmtx')];
  const known = new Map<string, number>();
  const advance = (char: string): number => {
    const code = char.codePointAt(0) ?? 0;
    const glyph = code > 0xff_ff ? 0 : glyphOf(font, list, code);
    return font.getUint16(widths + 4 * Math.min(glyph, metrics - 1)) / perEm;
  };
  return (text, size) => {
    let sum = 0;
    for (const char of text) {
      const width = known.get(char) ?? advance(char);
      known.set(char, width);
      sum += width;
    }
    return sum * size;
  };
};
