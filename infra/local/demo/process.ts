import type { Cause } from './failures.ts';

/** The business day of an event-driven process: when its events come. */
export type Rhythm = 'shop' | 'office' | 'badge';

export type Start =
  /** Something happens outside: a call, a form, a message. */
  | {
      kind: 'event';
      mode: 'webhook' | 'trigger' | 'chat';
      perDay: number;
      rhythm: Rhythm;
      by?: 'form' | 'mail';
    }
  /** Every so many minutes, between two hours of the day if they are given. */
  | { kind: 'every'; minutes: number; fromHour?: number; toHour?: number }
  /** At wall times on these weekdays (Monday is 1), or on one day of the month. */
  | { kind: 'at'; times: readonly string[]; weekdays?: readonly number[]; dayOfMonth?: number }
  /** Called by the process that names it in `calls`. */
  | { kind: 'called' }
  /** Set off by a failure of another process. */
  | { kind: 'failure' }
  | { kind: 'never' };

type Service = 'courier' | 'database' | 'mail' | 'marketplace';

/** A run that stops and waits for a person, or for a time. */
type Pause = {
  step: string;
  /** Part of the runs that come to it. */
  share: number;
  /** Median hours until somebody answers. */
  hours: number;
  /** Part that nobody ever answers. */
  forgotten?: number;
  /** Days after which it goes on by itself; without it, it waits for ever. */
  deadlineDays?: number;
};

export type Process = {
  key: string;
  name: string;
  description: string;
  area?: string;
  folder?: string;
  tags: readonly string[];
  start: Start;
  /** Name of the first step. */
  trigger: string;
  /** The steps after it: name and kind. */
  steps: readonly (readonly [name: string, kind: string])[];
  /** Median seconds, spread of their logarithm, and how much slower it is today than at the beginning. */
  seconds: number;
  spread: number;
  slower?: number;
  /** Part of the runs that fail, at the beginning and today. */
  failing: readonly [number, number];
  causes?: readonly (readonly [weight: number, step: string, cause: Cause])[];
  /** Which step needs which outside service. */
  needs?: Partial<Record<Service, string>>;
  /** The key of a sub-process, and the step that calls it. */
  calls?: { key: string; step: string };
  pause?: Pause;
  minutesSaved?: number;
  /** Seconds after which n8n stops the run. */
  limit?: number;
  crashing?: number;
  retried?: number;
  keepsSuccesses?: false;
  noticed?: false;
  state?: 'off' | 'archived';
  /** Days ago of the first and the last run. */
  since?: number;
  until?: number;
  /** Hours ago of a run that never came to its end. */
  hangs?: number;
  /** Runs that somebody tries in the editor, a day. */
  tried?: number;
};

/** Days on which an outside service was down: hours ago as wall times of days counted back from today. */
export type Incident = {
  service: Service;
  from: readonly [daysAgo: number, clock: string];
  to: readonly [daysAgo: number, clock: string];
  rate: number;
  cause: Cause;
};
