import { describe, expect, test } from 'vitest';
import { readWish, type Wish } from '#shared/domain/subscriptions/read.ts';
import { allWords } from '#test/support/subscriptions.ts';

const read = (text: string): Wish | undefined => readWish(text, allWords)?.wish;

/** In short: what a sentence means. */
const short = (wish: Wish | undefined): string => {
  if (wish === undefined) return '-';
  const quiet = 'quiet' in wish && wish.quiet ? ` quiet ${wish.quiet.from}-${wish.quiet.to}` : '';
  switch (wish.do) {
    case 'alert': {
      const most = wish.threshold ? ` ${wish.threshold.failures}/${wish.threshold.withinMinutes}` : '';
      return `${wish.on} ${wish.name ?? '*'}${most}${quiet}`;
    }
    case 'summary':
      return `summary ${wish.days} ${wish.at}${quiet}`;
    case 'end':
      return `end ${wish.what}${wish.name === undefined ? '' : ` ${wish.name}`}`;
    case 'quiet':
      return quiet.trim();
    case 'list':
    case 'which':
      return wish.do;
  }
};

const ALERTS: [text: string, meaning: string][] = [
  ['avvisami quando fallisce la fatturazione', 'failure fatturazione'],
  [
    'Avvisami se fallisce il processo Emissione fatture elettroniche',
    'failure emissione fatture elettroniche',
  ],
  ['fammi sapere quando il backup notturno va in errore', 'failure backup notturno'],
  ['Mi avvisi se la riconciliazione pagamenti si blocca?', 'failure riconciliazione pagamenti'],
  ["dimmi quando l'import listino fornitori fallisce, grazie", 'failure import listino fornitori'],
  ['avvertimi ogni volta che gli ordini non vanno', 'failure ordini'],
  ['avvisami quando un processo fallisce', 'failure *'],
  ['avvisami se qualcosa va in errore', 'failure *'],
  ['se non parte il backup notturno fammelo sapere', 'silence backup notturno'],
  ["avvisami quando l'inventario notturno non parte", 'silence inventario notturno'],
  ['avvisami se un processo doveva partire e non è partito', 'silence *'],
  ['avvisami se la fatturazione ha più di 5 fallimenti in un’ora', 'failure fatturazione 6/60'],
  ['avvisami quando le spedizioni falliscono almeno 3 volte in 30 minuti', 'failure spedizioni 3/30'],
  ['avvisami quando ci sono più di 10 errori in 2 ore', 'failure * 11/120'],
  [
    'avvisami quando fallisce la fatturazione, ma non tra le 22 e le 7',
    'failure fatturazione quiet 22:00-07:00',
  ],
  ['vorrei essere avvisato quando il magazzino ha problemi', 'failure magazzino'],
  ['mandami un messaggio quando fallisce la chiusura mensile IVA', 'failure chiusura mensile iva'],
  ['tell me when invoicing fails', 'failure invoicing'],
  ['Let me know if the nightly backup fails', 'failure nightly backup'],
  ['alert me when the wholesale order approval breaks', 'failure wholesale order approval'],
  ['please notify me whenever a process fails', 'failure *'],
  ['let me know when something goes wrong', 'failure *'],
  ["tell me when the nightly backup doesn't run", 'silence nightly backup'],
  ['alert me if the warehouse sync does not start', 'silence warehouse sync'],
  ['tell me when there are more than 5 failures in an hour', 'failure * 6/60'],
  ['tell me when orders fail more than 3 times in 30 minutes', 'failure orders 4/30'],
  ['notify me when payments have at least 2 failures in 2 hours', 'failure payments 2/120'],
  ['if the nightly backup fails let me know', 'failure nightly backup'],
  ['alert me when invoicing fails but not between 22 and 7', 'failure invoicing quiet 22:00-07:00'],
  [
    'tell me when the abandoned cart reminder fails, not between 10 pm and 7 am',
    'failure abandoned cart reminder quiet 22:00-07:00',
  ],
  ['I want to be told when shipping fails', 'failure shipping'],
  ['tell me as soon as the supplier invoice scanning stops working', 'failure supplier invoice scanning'],
  ['avvisami quando fallisce', 'which'],
  ['alert me when it fails', 'which'],
];

const SUMMARIES: [text: string, meaning: string][] = [
  ['ogni mattina alle 8 mandami un riepilogo', 'summary every 08:00'],
  ['Mandami un riepilogo ogni mattina alle 7:30', 'summary every 07:30'],
  ['tutti i giorni alle 18 voglio un riepilogo', 'summary every 18:00'],
  ['ogni sera alle 7 un riassunto', 'summary every 19:00'],
  ['ogni lunedì alle 9 il report settimanale', 'summary monday 09:00'],
  ['il report settimanale ogni venerdì', 'summary friday 08:00'],
  ['mandami il riepilogo nei giorni lavorativi alle 8 e mezza', 'summary working 08:30'],
  ['ogni mattina alle otto mandami com’è andata', 'summary every 08:00'],
  ['ogni settimana mandami un report', 'summary monday 08:00'],
  ['every morning at 8 a summary', 'summary every 08:00'],
  ['send me a summary every day at 6 pm', 'summary every 18:00'],
  ['every Monday the weekly report', 'summary monday 08:00'],
  ['Could you send me a report every Friday at 17:30?', 'summary friday 17:30'],
  ['a daily summary at half past eight, every working day', 'summary working 08:30'],
  ['every weekday at 9am send me a recap', 'summary working 09:00'],
  ['every evening a summary', 'summary every 19:00'],
];

const REST: [text: string, meaning: string][] = [
  ['quali avvisi ho?', 'list'],
  ['mostrami i miei avvisi', 'list'],
  ['a cosa sono iscritto?', 'list'],
  ['what alerts do I have?', 'list'],
  ['list my subscriptions', 'list'],
  ['show me my alerts', 'list'],
  ['basta avvisi per la fatturazione', 'end alert fatturazione'],
  ['basta avvisi', 'end all'],
  ['non avvisarmi più per il backup notturno', 'end alert backup notturno'],
  ['basta riepilogo', 'end summary'],
  ['non mandarmi più il report settimanale', 'end summary'],
  ['annulla tutti gli avvisi', 'end all'],
  ['stop the summary', 'end summary'],
  ['stop the alerts about invoicing', 'end alert invoicing'],
  ['stop all alerts', 'end all'],
  ['no more alerts for the nightly backup', 'end alert nightly backup'],
  ["don't send me the weekly report any more", 'end summary'],
  ['stop telling me about orders', 'end alert orders'],
  ['non scrivermi tra le 22 e le 7', 'quiet 22:00-07:00'],
  ['niente avvisi dalle 21 alle 8', 'quiet 21:00-08:00'],
  ['do not disturb me between 10 pm and 6 am', 'quiet 22:00-06:00'],
  ['no alerts from 22 to 7', 'quiet 22:00-07:00'],
];

/** Questions for the line, whatever words they share with wishes. */
const QUESTIONS = [
  'quando è fallita la fatturazione?',
  'quante volte fallisce la fatturazione ogni giorno?',
  'dimmi quali processi falliscono di più',
  'dammi un riepilogo di ieri',
  'riepilogo della settimana scorsa',
  'quanti fallimenti tra le 22 e le 7?',
  'quante esecuzioni ogni lunedì alle 8?',
  'perché fallisce la fatturazione?',
  'basta',
  'come è andato l’avviso errori ai responsabili ieri?',
  'tell me which processes fail most',
  'tell me when invoicing last failed',
  'when did invoicing fail?',
  'how many failures every day last week?',
  'give me a summary of yesterday',
  'weekly report of last week',
  'how many runs between 22 and 7?',
  'did the 8 o’clock report run?',
  'stop',
  'tell me if the backup failed',
  'what is the weekly report process?',
  'which processes did not run?',
  'let me know how many runs ended in error yesterday',
  'fammi sapere quanti errori ci sono stati ieri',
];

describe('what people write about being told', () => {
  test.each([...ALERTS, ...SUMMARIES, ...REST])('%s', (text, meaning) => {
    expect(short(read(text))).toBe(meaning);
  });

  test.each(QUESTIONS)('is left to the line: %s', (text) => {
    expect(short(read(text))).toBe('-');
  });

  test('the language of the words is the one to reply in', () => {
    expect(readWish('avvisami quando fallisce la fatturazione', allWords)?.language).toBe('it');
    expect(readWish('tell me when invoicing fails', allWords)?.language).toBe('en');
  });

  test('the same wish with a full name is said again', () => {
    const found = readWish('avvisami se la fatturazione ha più di 5 fallimenti in un’ora', allWords);
    expect(found?.again('Emissione fatture elettroniche')).toBe(
      'avvisami se la Emissione fatture elettroniche ha piu di 5 fallimenti in un ora',
    );
  });

  test('no text of any length or form breaks it', () => {
    for (const text of ['', '???', 'avvisami '.repeat(400), 'ogni '.repeat(900), '\u0000\u200b', '8 8 8 8'])
      expect(() => readWish(text, allWords)).not.toThrow();
  });
});
