import type { Entry } from '#shared/domain/masking/splits.ts';

/** A term of the dictionary that has nothing special; what a test is about stands beside it. */
export const PLAIN: Entry = {
  concept: 'process',
  strength: 'strong',
  many: false,
  drop: false,
  opens: false,
  breaks: [],
  seams: [],
  joinable: false,
  written: [],
  beside: [],
  unless: [],
};
