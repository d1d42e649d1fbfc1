const FIRST_ROOM = 1024;

/** A text's UTF-16 units in one flat array: reading them is the same work whatever the string is made of. */
export type ReadUnits = (text: string) => Uint16Array;

/** Reads into a buffer of its own, which is longer than the text and valid until the next call. */
export const createUnits = (): ReadUnits => {
  let memory = new ArrayBuffer(FIRST_ROOM * 2);
  let bytes = Buffer.from(memory);
  let units = new Uint16Array(memory);
  return (text) => {
    if (units.length <= text.length) {
      memory = new ArrayBuffer(text.length * 4);
      bytes = Buffer.from(memory);
      units = new Uint16Array(memory);
    }
    bytes.write(text, 'utf16le');
    units[text.length] = 0;
    return units;
  };
};
