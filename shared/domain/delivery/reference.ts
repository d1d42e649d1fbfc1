/** Rows of the outbox are named by what they reply to and their place in the reply. */
export const sendIdOf = (cause: string, place: number): string => `${cause}.${place}`;

/** What the row replies to. */
export const causeIn = (sendId: string): string => sendId.slice(0, sendId.lastIndexOf('.'));

export interface Reference {
  sendId: string;
  attempt: number;
}

/** What is given along with one attempt to send a row, and comes back in its receipts. */
export const referenceOf = ({ sendId, attempt }: Reference): string => `${sendId}~${attempt}`;

const WRITTEN = /^(?<sendId>.+)~(?<attempt>\d{1,9})$/s;

/** Undefined for what we never gave along. */
export const readReference = (text: string | undefined): Reference | undefined => {
  const { sendId, attempt } = WRITTEN.exec(text ?? '')?.groups ?? {};
  return sendId === undefined ? undefined : { sendId, attempt: Number(attempt) };
};
