/** Every word of the page itself, in both languages. */
const WORDS = {
  it: {
    phones: 'Cambia telefono',
    phonesHint: 'Scegli di chi è il telefono che hai in mano.',
    guest: 'non è tra le persone ammesse',
    hidden: 'numero nascosto',
    close: 'Chiudi',
    menu: 'Menu',
    conversation: 'Conversazione con Milhena',
    write: 'Scrivi un messaggio',
    send: 'Invia',
    attach: 'Allega un file',
    toEnd: 'Vai in fondo',
    presence: 'assistente automatico',
    typing: 'sta scrivendo…',
    offline: 'Il servizio locale non risponde: riprovo.',
    today: 'Oggi',
    yesterday: 'Ieri',
    you: 'Tu',
    reply: 'Rispondi',
    react: 'Reagisci o rispondi',
    taken: 'inviato',
    sent: 'Inviato',
    delivered: 'Consegnato',
    read: 'Letto',
    failed: 'Non consegnato',
    picture: 'Immagine',
    document: 'Documento',
    audio: 'Messaggio vocale',
    video: 'Video',
    location: 'Posizione',
    unknown: 'Messaggio',
    choose: 'Scegli una voce',
    next: 'Avanti',
    back: 'Indietro',
    cards: 'Schede',
    language: 'Lingua',
    theme: 'Aspetto',
    auto: 'Automatico',
    light: 'Chiaro',
    dark: 'Scuro',
    developers: 'Per chi sviluppa: guasti',
    faultsHint: 'Valgono per tutti i telefoni, da subito. Le quote vanno da 0 a 100 %.',
    reset: 'Nessun guasto',
    empty: 'Scrivi a Milhena per cominciare. Per esempio:',
    refused: 'Non inviato',
    expand: 'Ingrandisci',
    faults: {
      delayMs: 'Le risposte arrivano dopo (ms)',
      dropAnswers: 'Accettato, ma senza risposta (%)',
      dropRequests: 'Non accettato e senza risposta (%)',
      breakDown: 'Errore del servizio (%)',
      doubleWebhooks: 'Notifiche doppie (%)',
      reorderWebhooks: 'Notifiche in disordine (%)',
      webhookDelayMs: 'Notifiche in ritardo (ms)',
      loseStatuses: 'Ricevute perse (%)',
      statusDelayMs: 'Ricevute in ritardo (ms)',
      pairRate: 'Limite di messaggi per persona',
    },
  },
  en: {
    phones: 'Change phone',
    phonesHint: 'Choose whose phone is in your hand.',
    guest: 'is not one of the people let in',
    hidden: 'number hidden',
    close: 'Close',
    menu: 'Menu',
    conversation: 'Conversation with Milhena',
    write: 'Write a message',
    send: 'Send',
    attach: 'Attach a file',
    toEnd: 'Go to the end',
    presence: 'automated assistant',
    typing: 'is writing…',
    offline: 'The local service does not answer: trying again.',
    today: 'Today',
    yesterday: 'Yesterday',
    you: 'You',
    reply: 'Reply',
    react: 'React or reply',
    taken: 'sent',
    sent: 'Sent',
    delivered: 'Delivered',
    read: 'Read',
    failed: 'Not delivered',
    picture: 'Picture',
    document: 'Document',
    audio: 'Voice message',
    video: 'Video',
    location: 'Location',
    unknown: 'Message',
    choose: 'Choose one',
    next: 'Next',
    back: 'Back',
    cards: 'Cards',
    language: 'Language',
    theme: 'Look',
    auto: 'Automatic',
    light: 'Light',
    dark: 'Dark',
    developers: 'For developers: faults',
    faultsHint: 'They hold for all phones, at once. Shares go from 0 to 100 %.',
    reset: 'No faults',
    empty: 'Write to Milhena to begin. For example:',
    refused: 'Not sent',
    expand: 'Enlarge',
    faults: {
      delayMs: 'Answers come later (ms)',
      dropAnswers: 'Taken, but not answered (%)',
      dropRequests: 'Not taken and not answered (%)',
      breakDown: 'Error of the service (%)',
      doubleWebhooks: 'Webhooks twice (%)',
      reorderWebhooks: 'Webhooks out of order (%)',
      webhookDelayMs: 'Webhooks later (ms)',
      loseStatuses: 'Statuses lost (%)',
      statusDelayMs: 'Statuses later (ms)',
      pairRate: 'Limit of messages a person',
    },
  },
};

const KEY = 'milhena-chat-language';
let language = localStorage.getItem(KEY) ?? (navigator.language.startsWith('it') ? 'it' : 'en');

export const currentLanguage = () => language;
export const word = (name) => WORDS[language][name];

export const setLanguage = (next) => {
  language = next;
  localStorage.setItem(KEY, next);
};

/** Puts the words where the document asks for them. */
export const fillWords = (root) => {
  document.documentElement.lang = language;
  for (const one of root.querySelectorAll('[data-word]')) one.textContent = word(one.dataset.word);
  for (const one of root.querySelectorAll('[data-label]')) {
    one.setAttribute('aria-label', word(one.dataset.label));
    if (one.tagName === 'BUTTON') one.title = word(one.dataset.label);
  }
  for (const one of root.querySelectorAll('[data-placeholder]'))
    one.placeholder = word(one.dataset.placeholder);
};
