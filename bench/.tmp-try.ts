import { load } from './.tmp-load.ts';
import { createMask } from '#shared/domain/masking/mask.ts';
import { readFileSync } from 'node:fs';
const d = load();
console.log(
  'terms',
  d.lists.reduce((n, l) => n + l.terms.length, 0),
  'json',
  JSON.stringify(d).length,
);
let t = performance.now();
const it = createMask(d, 'it');
const en = createMask(d, 'en');
console.log('build 2', (performance.now() - t).toFixed(1), 'ms');
const S = '/work/shared/data/masking/';
const lines = (f: string) =>
  readFileSync(S + f, 'utf8')
    .split('\n')
    .filter(Boolean);
for (const l of lines('benign.dev.txt'))
  for (const m of [it, en]) if (m.text(l) !== l) console.log('BENIGN', l, '=>', m.text(l));
let miss = 0;
const missed: string[] = [];
for (const l of lines('terms.dev.tsv')) {
  const [term, , flag = ''] = l.split('\t');
  if (/ambiguous|everyday/.test(flag)) continue;
  const out = en.text(term!);
  if (out.toLowerCase().includes(term!.toLowerCase()) || it.leaks(term!).length === 0) {
    miss++;
    missed.push(term!);
  } else if (process.argv[2]) console.log(term, '=>', out, '|', it.text(term!));
}
console.log('terms left', miss, missed.join('; '));
// mutations
const terms = lines('terms.dev.tsv')
  .map((l) => l.split('\t'))
  .filter(([, , f = '']) => !/ambiguous|everyday/.test(f))
  .map(([t]) => t!);
const simple = (s: string) =>
  s
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase();
const has = (text: string, term: string) => {
  const t = simple(text),
    x = simple(term);
  for (let i = t.indexOf(x); i >= 0; i = t.indexOf(x, i + 1)) {
    const b = t[i - 1] ?? ' ',
      a = t[i + x.length] ?? ' ';
    if (!/[\p{L}\p{N}]/u.test(b) && !/[\p{L}\p{N}]/u.test(a)) return true;
  }
  return false;
};
const words = (s: string, f: (w: string) => string) => s.replace(/[A-Za-zÀ-ÿ]{4,}/g, f);
const mut: Record<string, (s: string) => string> = {
  plain: (s) => s,
  upper: (s) => s.toUpperCase(),
  lower: (s) => s.toLowerCase(),
  zw: (s) => words(s, (w) => w.slice(0, 2) + '\u200b' + w.slice(2)),
  shy: (s) => words(s, (w) => w.slice(0, 3) + '\u00ad' + w.slice(3)),
  full: (s) => s.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)),
  comb: (s) => words(s, (w) => w[0] + '\u0301' + w.slice(1)),
  combAll: (s) => s.replace(/[A-Za-z]/g, '$&\u0336'),
  math: (s) =>
    s.replace(/[A-Za-z]/g, (c) =>
      String.fromCodePoint(c >= 'a' ? 0x1d41a + c.charCodeAt(0) - 97 : 0x1d400 + c.charCodeAt(0) - 65),
    ),
  homo: (s) => s.replace(/[aeopc]/g, (c) => ({ a: 'а', e: 'е', o: 'о', p: 'р', c: 'с' })[c]!),
  hyph: (s) => words(s, (w) => w.slice(0, w.length >> 1) + '-' + w.slice(w.length >> 1)),
  star: (s) => words(s, (w) => w.slice(0, w.length >> 1) + '**' + w.slice(w.length >> 1)),
  dots: (s) => words(s, (w) => w.split('').join('.')),
  spaced: (s) => words(s, (w) => w.split('').join(' ')),
  nl: (s) => s.replace(/ /g, '\n'),
  dbl: (s) => s.replace(/ /g, '  '),
  nbsp: (s) => s.replace(/ /g, '\u00a0'),
  space: (s) =>
    words(s, (w) => (w.length >= 6 ? w.slice(0, w.length >> 1) + ' ' + w.slice(w.length >> 1) : w)),
};
const squeeze = (s: string) => s;
for (const [k, f] of Object.entries(mut)) {
  let bad = 0,
    nonid = 0,
    changed = 0;
  const ex: string[] = [];
  let ts = 0;
  for (const l of lines('strings.dev.txt')) {
    const x = f(l);
    for (const m of [it, en]) {
      const y = m.text(x);
      if (m.text(y) !== y) {
        nonid++;
        if (nonid < 3) console.log('NONIDEM', k, x, '=>', y, '=>', m.text(y));
      }
      if (m.leaks(y).length) {
        bad++;
        ex.push('LEAK ' + y);
      }
      const un = ['dots', 'spaced', 'hyph', 'star', 'space'].includes(k) ? y : y;
      const t = terms.find((t) => has(un, t));
      if (t) {
        bad++;
        if (m === en) ex.push(`${t}: ${x} => ${y}`);
      }
    }
  }
  for (const t of terms) {
    const x = f(t);
    const y = en.text(x);
    if (y === x || has(y, t)) {
      ts++;
      if (ts < 12) ex.push('TERM ' + x + ' => ' + y);
    }
  }
  console.log(k, 'bad', bad, 'nonid', nonid, 'termsleft', ts);
  for (const e of ex.slice(0, 14)) console.log('   ', e.slice(0, 220));
}
