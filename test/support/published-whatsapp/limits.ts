/**
 * What the platform's own published description demands, told in our words.
 *
 * Source: repository `facebook/openapi`, file `business-messaging-api_v23.0.yaml` (version v23.0; the user
 * agent it names is of the specification of 21 October 2025), read on 21 November 2026. It is a transcription
 * of what concerns the messages that we send and get, written anew and not generated: nothing of the file
 * stands here, and a slip is possible. The names of its schemas are given so that anybody can look them up.
 *
 * The file was put together of several, and schemas of one name became `…_1` and `…_2` while those that refer to them
 * still say the first name. Each place where that matters is told where it is transcribed.
 */

/** Largest lengths in code points, largest numbers of things; named as ours are in `domain/whatsapp/limits.ts`. */
export const PUBLISHED_MOST = {
  /** BodyObject: one for all forms. */
  listBody: 1024,
  body: 1024,
  /** HeaderObject, FooterObject. */
  header: 60,
  footer: 60,
  /** ActionObject. */
  buttons: 3,
  buttonTitle: 20,
  buttonId: 256,
  /** SectionObject: rows of one section. */
  rows: 10,
  rowTitle: 24,
  rowDescription: 72,
  rowId: 200,
  sectionTitle: 24,
} as const;

/** ActionObject: a list may have so many; we send one. */
export const MOST_SECTIONS = 10;

/** TextParameter. */
export const MOST_OF_PARAMETER = 32_768;

/** These stand in `TextMessage_1` and `MediaObject_1`, to which no message refers: a message is not held to them. */
export const STATED_FOR_NOBODY = { text: 4096, caption: 1024 } as const;

/** The description knows no cards in a row, and says nothing of names of files and lengths of addresses. */
export const UNPUBLISHED = ['cards', 'cardText', 'cardLineBreaks', 'cardId', 'fileName', 'url'] as const;
