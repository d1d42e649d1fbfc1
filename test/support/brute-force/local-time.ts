/** Local calendar parts of an instant, by Intl alone: nothing of what is tested takes part. */
export interface Local {
  hour: number;
  day: string;
  weekday: number;
  week: string;
  month: string;
}

const PARTS = new Set<string>(['hour', 'day', 'weekday', 'week', 'month']);
export const isPart = (name: string | undefined): name is keyof Local =>
  name !== undefined && PARTS.has(name);

const formats = new Map<string, Intl.DateTimeFormat>();
const known = new Map<string, Local>();

export const localOf = (ms: number, timeZone: string): Local => {
  const key = `${timeZone} ${Math.floor(ms / 60_000)}`;
  const found = known.get(key) ?? compute(ms, timeZone);
  known.set(key, found);
  return found;
};

const compute = (ms: number, timeZone: string): Local => {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
    });
  formats.set(timeZone, format);
  const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
  const day = `${parts['year']}-${parts['month']}-${parts['day']}`;
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const weekday = ((new Date(midnight).getUTCDay() + 6) % 7) + 1;
  const monday = new Date(midnight - (weekday - 1) * 86_400_000).toISOString().slice(0, 10);
  return { hour: Number(parts['hour']), day, weekday, week: monday, month: day.slice(0, 7) };
};

/** Every bucket that some instant of the half-open range lies in. */
export const bucketsIn = (
  from: number,
  to: number,
  part: keyof Local,
  timeZone: string,
): Set<string | number> => {
  const step = 15 * 60_000;
  const found = new Set<string | number>();
  if (from < to) found.add(localOf(from, timeZone)[part]);
  for (let at = Math.ceil(from / step) * step; at < to; at += step) found.add(localOf(at, timeZone)[part]);
  return found;
};
