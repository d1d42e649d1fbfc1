/**
 * What the platform takes, in characters (its published limits of autumn 2026). It does not say whether it counts
 * code points or UTF-16 units. We count units, of which no text has fewer than code points, so both hold.
 */
export const LIMITS = {
  text: 4096,
  /** The reference says 4096; a published description that is older says 1024. */
  listBody: 4096,
  /** Of buttons, links and cards in a row. */
  body: 1024,
  caption: 1024,
  header: 60,
  footer: 60,
  buttons: 3,
  buttonTitle: 20,
  buttonId: 256,
  rows: 10,
  rowTitle: 24,
  rowDescription: 72,
  rowId: 200,
  sectionTitle: 24,
  cards: { fewest: 2, most: 10 },
  cardText: 160,
  cardLineBreaks: 2,
  cardId: 20,
  fileName: 240,
  url: 2000,
} as const;
