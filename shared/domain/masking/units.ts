const FIRST_ROOM = 1024;

/** A text's UTF-16 units in one flat array: reading them is the same work whatever the string is made of. */
export type ReadUnits = (text: string) => Uint16Array;

/** Reads into a buffer of its own, which is longer than the text and valid until the next call. */
export const createUnits = (): ReadUnits => {
  let units = new Uint16Array(FIRST_ROOM);
  let bytes = Buffer.from(units.buffer);
  return (text) => {
    if (units.length <= text.length) {
      units = new Uint16Array(text.length * 2);
      bytes = Buffer.from(units.buffer);
    }
    bytes.write(text, 'utf16le');
    units[text.length] = 0;
    return units;
  };
};
