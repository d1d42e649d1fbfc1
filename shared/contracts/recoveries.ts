/**
 * The kinds of failure that are got over, and what gets over each. `retried`: another try went well; `stale`: what
 * was known of before was told, and said to be; `renewed`: it was fetched anew; `hedged`: the
 * same was asked a second time beside it; `passed_by`: done without it; `next_model`, `rules`: another model read it,
 * or the rules alone; `asked_again`: the question was put once more, and answered; `told_later`: of our own accord.
 */
export const RECOVERIES = [
  // The connection to the business database broke or could not be made; it lives, but had no place for us.
  { failure: ['database_lost', 'database_crowded'], how: ['retried', 'stale'] },
  // A statement reached its time limit. Which names there are could not be read again.
  { failure: ['database_slow', 'names_lost'], how: ['stale'] },
  // The database, or the messaging platform, no longer takes what it took before.
  { failure: ['login_refused', 'token_refused'], how: ['renewed'] },
  // The line could not be reached, or broke off: it is called again at once, and what a person wrote comes again from its queue.
  { failure: ['line_lost'], how: ['retried', 'asked_again'] },
  // Somebody was promised an answer: they had it later, by us or because they asked once more.
  { failure: ['answer_owed'], how: ['told_later', 'asked_again'] },
  // The shared cache did not answer in its moment. A picture could not be drawn or uploaded: its words went out.
  { failure: ['cache_lost', 'picture_lost'], how: ['passed_by'] },
  // A table of ours had enough of us for a moment, or broke off.
  { failure: ['table_throttled', 'table_lost'], how: ['retried'] },
  // One read of a table took unusually long, and the same read, made again beside it, was quicker.
  { failure: ['table_slow'], how: ['hedged'] },
  // It passes by itself, so that the same model is tried again where there is no other.
  { failure: ['model_away', 'model_crowded'], how: ['retried', 'next_model', 'rules'] },
  // The last one failed too often just now and was not asked at all.
  {
    failure: ['model_slow', 'model_unreadable', 'model_refused', 'model_resting'],
    how: ['next_model', 'rules'],
  },
  // A budget for models is used up.
  { failure: ['budget_spent'], how: ['rules'] },
] as const;

type Row = (typeof RECOVERIES)[number];
type RecoveryOf<Of extends Row> = Of extends Row
  ? { failure: Of['failure'][number]; how: Of['how'][number] }
  : never;

/** A failure that was got over, and how. */
export type Recovery = RecoveryOf<Row>;

/** Told once for each failure that was got over. */
export type Recovered = (recovery: Recovery) => void;
