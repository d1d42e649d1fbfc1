import { type Wording, nounOf } from '../wording/wording.ts';

const listed = (key: string, { refusals, static: replies, asks, metrics }: Wording): string | undefined => {
  const dot = key.indexOf('.');
  const list = key.slice(0, dot);
  const name = key.slice(dot + 1);
  if (list === 'definition') return nounOf(metrics, name).definition?.trim();
  const texts = { refusals, static: replies, asks }[list];
  return texts && Object.hasOwn(texts, name) ? texts[name] : undefined;
};

const small = (text: string): string => text.slice(0, 1).toLocaleLowerCase() + text.slice(1);

/**
 * The texts of the wording that these keys name (`refusals.not_in_data`, `static.HELP`, `asks.rest`,
 * `definition.failures`), one after the other; after a colon the next begins small. Undefined when one is missing.
 */
export const fixedText = (keys: readonly string[], wording: Wording): string | undefined => {
  let whole = '';
  for (const key of keys) {
    const text = listed(key, wording);
    if (text === undefined) return undefined;
    whole = whole === '' ? text : `${whole} ${whole.endsWith(':') ? small(text) : text}`;
  }
  return whole === '' ? undefined : whole;
};
