import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { costPage } from '../cost/page.ts';
import { EXIT_CODES } from './failure.ts';
import { HANDED_ON, KNOBS } from './settings.ts';

/** The configuration reference of one machine, from the settings themselves. */
export const configurationPage = (): string => {
  const knobs = Object.entries(KNOBS).map(
    ([name, { meaning, byDefault }]) => `| \`${name}\` | ${meaning} | ${byDefault} |`,
  );
  const handedOn = Object.entries(HANDED_ON).map(
    ([name, meaning]) => `| \`${name}\` | ${meaning} | not set |`,
  );
  const codes = Object.values(EXIT_CODES).map(([code, meaning]) => `| ${code} | ${meaning} |`);
  return `# Configuration on one machine

Made by \`npm run docs\` from \`infra/local/settings.ts\`: change it there.

All variables are optional; an empty one counts as not set.

| variable | meaning | default |
| --- | --- | --- |
${knobs.join('\n')}

These are handed to the functions whose template names them, and to no other:

| variable | meaning | default |
| --- | --- | --- |
${handedOn.join('\n')}

\`npm start -- --fresh\` forgets what was kept before; \`npm start -- --help\` prints the same tables.

## Exit codes of \`npm start\`

| code | meaning |
| --- | --- |
| 0 | Ended by a signal, everything closed |
${codes.join('\n')}
`;
};

const docs = join(import.meta.dirname, '..', '..', 'docs');

if (import.meta.main) {
  await mkdir(docs, { recursive: true });
  await writeFile(join(docs, 'configuration.md'), configurationPage());
  await writeFile(join(docs, 'cost.md'), costPage());
}
