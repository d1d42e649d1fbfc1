import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Tiny } from './tiny-cloud.ts';

export interface LocalProcess {
  /** Address, once it said it is ready. */
  url: string;
  output: () => string;
  /** Sends the signal and waits for the end. */
  end: (signal: NodeJS.Signals) => Promise<number | null>;
}

const SCRIPT = fileURLToPath(import.meta.resolve('./tiny-start.ts'));

const run = (tiny: Tiny, environment: Record<string, string>, given: string[]) => {
  const { DATABASE_URL: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [SCRIPT, JSON.stringify(tiny), ...given], {
    env: { ...inherited, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ready = new Promise<string | undefined>((resolve) => {
    const read = (text: Buffer) => {
      output += text.toString();
      const url = /^ready (\S+)$/m.exec(output)?.[1];
      if (url) resolve(url);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('close', () => resolve(undefined));
  });
  const closed = once(child, 'close');
  const ended = async (): Promise<number | null> => {
    await closed;
    return child.exitCode;
  };
  return { child, ready, output: () => output, ended };
};

/** Starts it as a person would; resolves when it is ready. */
export const startProcess = async (
  tiny: Tiny,
  environment: Record<string, string>,
  given: string[] = [],
): Promise<LocalProcess> => {
  const { child, ready, output, ended } = run(tiny, environment, given);
  const url = await ready;
  if (url === undefined) throw new Error(`It did not become ready:\n${output()}`);
  return {
    url,
    output,
    end: async (signal) => {
      child.kill(signal);
      return ended();
    },
  };
};

/** Starts what is not expected to become ready: its exit code and its words. */
export const failedStart = async (
  tiny: Tiny,
  environment: Record<string, string>,
  given: string[] = [],
): Promise<{ code: number | null; output: string }> => {
  const { output, ended, ready, child } = run(tiny, environment, given);
  if ((await ready) !== undefined) child.kill('SIGTERM');
  return { code: await ended(), output: output() };
};
