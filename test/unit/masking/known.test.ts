import { expect, test } from 'vitest';
import { disguises, lines, masks } from './support.ts';

const DRESSES = [
  'as it is',
  'in small letters',
  'with soft hyphens',
  'full-width',
  'in look-alike letters',
  'split by a hyphen',
  'letter by letter',
  'across lines',
];

/** Every fourth text, so that these few stay quick. */
const some = lines('technical.txt').filter((_, at) => at % 4 === 0);

test.each(DRESSES)('the words of known texts stay as they were settled, %s', async (dress) => {
  const said = some.map((text) => {
    const dressed = disguises[dress]?.(text) ?? text;
    return [dressed, masks.it.text(dressed), masks.en.text(dressed), masks.it.name(dressed)]
      .map((one) => JSON.stringify(one))
      .join('\n');
  });
  await expect(`${said.join('\n\n')}\n`).toMatchFileSnapshot(`known/${dress.replaceAll(' ', '-')}.txt`);
});
