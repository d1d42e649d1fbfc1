import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { compileCauses, causeOf, causeLabels } from '#shared/domain/causes/cause-of.ts';
import { createMask } from '#shared/domain/masking/mask.ts';
import { load } from './.tmp-load.ts';
const c = compileCauses(parse(readFileSync('layers/catalog/causes.yaml', 'utf8')));
for (const l of readFileSync('/tmp/w/mask/errors.jsonl', 'utf8').trim().split('\n')) {
  const e = JSON.parse(l);
  console.log(
    causeOf(e, c).padEnd(20),
    `${e.httpCode ?? ''}|${(e.message ?? '').slice(0, 70)}|${(e.description ?? '').slice(0, 50)}`,
  );
}
const d = load();
for (const lang of ['it', 'en']) {
  const m = createMask(d, lang);
  for (const f of ['phrase', 'sentence'] as const)
    for (const t of Object.values(causeLabels(c, lang, f)))
      if (m.text(t) !== t) console.log('MASKED', t, '=>', m.text(t));
  for (const k of Object.values(d.concepts)) {
    const x = k[lang]!;
    for (const t of [x.one, x.many, x.short ?? x.one])
      if (m.text(t) !== t) console.log('CONCEPT', t, m.text(t));
  }
}
