import { code, http, unreachable } from '../failures.ts';
import type { Process } from '../process.ts';

export const shipping: readonly Process[] = [
  {
    key: 'shipping',
    name: 'Notifica spedizioni ai clienti',
    description: 'Prenota la spedizione e manda al cliente il codice per seguirla',
    area: 'Magazzino',
    folder: 'Spedizioni',
    tags: ['spedizioni', 'clienti'],
    start: { kind: 'event', mode: 'webhook', perDay: 225, rhythm: 'office' },
    trigger: 'Pacco pronto',
    steps: [
      ['Chiama corriere', 'httpRequest'],
      ['Manda codice', 'emailSend'],
    ],
    seconds: 3.1,
    spread: 0.5,
    failing: [0.018, 0.022],
    causes: [
      [
        4,
        'Chiama corriere',
        http(
          '500',
          '{"error":"Internal Server Error","trace":"java.lang.NullPointerException: at com.courier.pickup.PickupService.book(PickupService.java:118)"}',
          'Internal Server Error',
        ),
      ],
      [
        3,
        'Chiama corriere',
        http(
          '400',
          '{"errors":[{"field":"cap","code":"INVALID_POSTCODE","message":"postcode must have 5 digits"}]}',
          'postcode must have 5 digits',
        ),
      ],
      [2, 'Chiama corriere', http('404', '{"message":"shipment not found"}', 'shipment not found')],
      [2, 'Chiama corriere', unreachable('ECONNABORTED', 'timeout of 15000ms exceeded', 15)],
    ],
    needs: { courier: 'Chiama corriere', mail: 'Manda codice' },
    minutesSaved: 2,
    retried: 0.55,
    tried: 0.2,
  },
  {
    key: 'pickup',
    name: 'Prenotazione ritiri corriere',
    description: 'Prenota i ritiri della giornata',
    area: 'Magazzino',
    folder: 'Spedizioni',
    tags: ['spedizioni'],
    start: { kind: 'at', times: ['11:00', '16:30'], weekdays: [1, 2, 3, 4, 5] },
    trigger: 'Due volte al giorno',
    steps: [
      ['Conta pacchi', 'postgres'],
      ['Prenota ritiro', 'httpRequest'],
    ],
    seconds: 28,
    spread: 0.3,
    failing: [0.03, 0.03],
    causes: [
      [
        1,
        'Prenota ritiro',
        http('401', '{"message":"invalid or expired token"}', 'invalid or expired token'),
      ],
    ],
    needs: { courier: 'Prenota ritiro', database: 'Conta pacchi' },
    minutesSaved: 20,
  },
  {
    key: 'tracking',
    name: 'Tracking corrieri',
    description: 'Aggiorna lo stato dei pacchi in viaggio',
    area: 'Magazzino',
    folder: 'Spedizioni',
    tags: ['spedizioni'],
    start: { kind: 'every', minutes: 5 },
    trigger: 'Ogni 5 minuti',
    steps: [
      ['Chiedi stato', 'httpRequest'],
      ['Salva stato', 'postgres'],
    ],
    seconds: 6,
    spread: 0.35,
    failing: [0.006, 0.008],
    causes: [
      [
        3,
        'Chiedi stato',
        http(
          '503',
          '<html><head><title>503 Service Temporarily Unavailable</title></head><body><center><h1>503 Service Temporarily Unavailable</h1></center></body></html>',
        ),
      ],
      [2, 'Chiedi stato', unreachable('ENOTFOUND', 'getaddrinfo ENOTFOUND api.corriere.example')],
    ],
    needs: { courier: 'Chiedi stato', database: 'Salva stato' },
  },
  {
    key: 'returns',
    name: 'Gestione resi',
    description: 'Registra il reso, aspetta il pacco e rimborsa il cliente',
    area: 'Magazzino',
    tags: ['magazzino', 'clienti'],
    start: { kind: 'event', mode: 'webhook', perDay: 23, rhythm: 'shop', by: 'form' },
    trigger: 'Richiesta di reso',
    steps: [
      ['Controlla ordine', 'postgres'],
      ['Attendi pacco', 'wait'],
      ['Rimborsa', 'httpRequest'],
    ],
    seconds: 14,
    spread: 0.4,
    failing: [0.03, 0.03],
    causes: [
      [
        2,
        'Rimborsa',
        http(
          '400',
          '{"error":{"code":"charge_already_refunded","message":"Charge ch_3N#### has already been refunded."}}',
          'Charge ch_3N#### has already been refunded.',
        ),
      ],
      [1, 'Controlla ordine', code('Ordine non trovato: OR-#####', 4)],
    ],
    pause: { step: 'Attendi pacco', share: 0.6, hours: 52, deadlineDays: 14, forgotten: 0.03 },
    minutesSaved: 12,
  },
];
