import { code, http, library } from '../failures.ts';
import type { Process } from '../process.ts';

export const suppliers: readonly Process[] = [
  {
    key: 'pricelists',
    name: 'Import listino fornitori',
    description: 'Scarica il listino dal sito del fornitore',
    area: 'Magazzino',
    tags: ['fornitori'],
    start: { kind: 'at', times: ['04:40'] },
    trigger: 'Ogni notte',
    steps: [
      ['Scarica listino', 'ftp'],
      ['Aggiorna prezzi', 'mySql'],
    ],
    seconds: 2.4,
    spread: 0.3,
    failing: [1, 1],
    causes: [[1, 'Scarica listino', library('Error', '530 Login incorrect.', { code: 530 })]],
    since: 48,
  },
  {
    key: 'scanning',
    name: 'Supplier invoice scanning',
    description: 'Reads supplier invoices that arrive by mail and files them',
    area: 'Amministrazione',
    folder: 'Fatture',
    tags: ['fatture', 'fornitori'],
    start: { kind: 'event', mode: 'trigger', perDay: 42, rhythm: 'office', by: 'mail' },
    trigger: 'New mail',
    steps: [
      ['Extract text', 'extractFromFile'],
      ['Understand invoice', 'openAi'],
      ['Archive', 'awsS3'],
    ],
    seconds: 56,
    spread: 0.45,
    slower: 0.7,
    failing: [0.045, 0.03],
    causes: [
      [
        3,
        'Understand invoice',
        http(
          '429',
          '{"error":{"message":"Rate limit reached for gpt-4o-mini in organization org-#### on tokens per min (TPM): Limit 200000","type":"tokens","code":"rate_limit_exceeded"}}',
          'Rate limit reached for gpt-4o-mini in organization org-#### on tokens per min (TPM): Limit 200000',
        ),
      ],
      [
        2,
        'Archive',
        library(
          'Error',
          'AccessDenied: User: arn:aws:iam::############:user/archive is not authorized to perform: s3:PutObject',
          { Code: 'AccessDenied' },
        ),
      ],
      [2, 'Extract text', code('Invalid PDF structure', 1)],
    ],
    crashing: 0.006,
    minutesSaved: 8,
  },
  {
    key: 'bank',
    name: 'Import estratti conto',
    description: 'Scarica gli estratti conto dalla banca',
    area: 'Amministrazione',
    folder: 'Banca',
    tags: ['fatture'],
    start: { kind: 'at', times: ['05:15'] },
    trigger: 'Ogni mattina',
    steps: [
      ['Scarica file', 'ftp'],
      ['Leggi righe', 'extractFromFile'],
      ['Salva movimenti', 'mySql'],
    ],
    seconds: 31,
    spread: 0.3,
    failing: [0.04, 0.05],
    causes: [
      [2, 'Scarica file', library('Error', 'Timeout (control socket)', { code: 'ETIMEDOUT' }, 10)],
      [1, 'Leggi righe', code('Invalid record length on line ##', 1)],
    ],
    minutesSaved: 10,
  },
];
