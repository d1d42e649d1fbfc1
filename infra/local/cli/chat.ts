import { parseArgs } from 'node:util';
import { runningAssistant } from './assistant.ts';
import { CommandFailure, runCommand } from './terminal.ts';

const HELP = `Gives the address of a phone chat with the assistant, to open in a browser.

  npm run chat

  --help    this text

Uses the assistant that runs on this machine (PORT, MILHENA_DATA_DIR), or starts one that runs until Ctrl+C.
The chat goes over the protocol of WhatsApp; its platform is of this machine too (infra/local/whatsapp).`;

const main = async (args: string[]): Promise<number> => {
  const { values } = parseArgs({ args, options: { help: { type: 'boolean' } } });
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  const running = await runningAssistant();
  const chatUrl = running ? running.chatUrl : await started();
  if (chatUrl === undefined || chatUrl === '')
    throw new CommandFailure(
      'The assistant that runs here has no chat page: it speaks to the real WhatsApp (WHATSAPP_GRAPH_URL).',
      2,
    );
  console.log(`chat ${chatUrl}`);
  return 0;
};

/** One of our own; what it does meanwhile goes beside the answer. */
const started = async (): Promise<string> => {
  const [{ bootLocalCloud }, { boardOf }, { endWith }] = await Promise.all([
    import('../cloud.ts'),
    import('../board.ts'),
    import('../start.ts'),
  ]);
  // Functions run in UTC on AWS; the time zone of a process is one for all its threads.
  process.env['TZ'] = 'UTC';
  const cloud = await bootLocalCloud({ onProgress: boardOf(process.stderr).progress });
  if (cloud.chatUrl === '') await cloud.stop();
  else endWith(cloud);
  return cloud.chatUrl;
};

await runCommand(main);
