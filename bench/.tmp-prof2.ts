import { load } from './.tmp-load.ts';
import { createMask } from '#shared/domain/masking/mask.ts';
const it = createMask(load(), 'it');
const short =
  'Ieri il workflow delle fatture è fallito due volte perché l’API del corriere non ha risposto in tempo; gli altri processi sono andati bene e il prossimo controllo è previsto per domani mattina alle otto.';
const plain =
  'Le consegne della settimana sono in linea con il piano, i fornitori hanno confermato e il magazzino ha ricevuto tutto il materiale ordinato. The customers in the north asked for one more visit next month. ';
const long = (plain.repeat(30).slice(0, 3700) + short.repeat(2)).slice(0, 4096);
for (let i = 0; i < 12000; i++) it.text(long);
