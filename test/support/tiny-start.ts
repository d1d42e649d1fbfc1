import { start } from '#infra/local/start.ts';
import { type Tiny, tinySynthesis } from './tiny-cloud.ts';

// `npm start` with a template of a test's own: the first argument is that template, the rest is handed on.
const [tiny = '{}', ...rest] = process.argv.slice(2);
const parsed: Tiny = JSON.parse(tiny);
await start(rest, { synthesis: tinySynthesis(parsed), demo: { runs: 300, days: 10 } });
