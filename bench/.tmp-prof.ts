import { load } from './.tmp-load.ts';
import { createMask } from '#shared/domain/masking/mask.ts';
const d = load();
const it = createMask(d, 'it');
const plain =
  'Le consegne della settimana sono in linea con il piano, i fornitori hanno confermato e il magazzino ha ricevuto tutto il materiale ordinato. The customers in the north asked for one more visit next month. ';
const long = plain.repeat(20);
const cpu = (f: () => void) => {
  f();
  const a = process.cpuUsage();
  f();
  const b = process.cpuUsage(a);
  return b.user + b.system;
};

const hit =
  'Ieri il workflow delle fatture è fallito due volte perché l’API del corriere non ha risposto in tempo; gli altri processi sono andati bene e il prossimo controllo è previsto per domani mattina alle otto.';
console.log(
  'hit',
  (
    cpu(() => {
      for (let i = 0; i < 30000; i++) it.text(hit);
    }) / 30000
  ).toFixed(2),
);
