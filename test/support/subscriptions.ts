import { readSubscriptionWords } from '#infra/subscriptions.ts';

/** The words of both languages, from their files. */
export const allWords = ['it', 'en'].map(readSubscriptionWords);
