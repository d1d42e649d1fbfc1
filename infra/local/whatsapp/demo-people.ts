/** Somebody with a phone. */
export interface PhoneOwner {
  id: string;
  name: string;
  /** Nobody may see it when `hidesNumber`: then only the business-scoped id travels. */
  phone: string;
  scopedId: string;
  hidesNumber?: boolean;
  /** Without receipts the business never learns that its message was read. */
  readReceipts: boolean;
  /** Whether the business is to let them in; the page says so when not. */
  admitted: boolean;
}

/** The people of the demo company; the last one is nobody's colleague and should not be let in. */
export const DEMO_PEOPLE: readonly PhoneOwner[] = [
  {
    id: 'giulia',
    name: 'Giulia Bianchi',
    phone: '393331112222',
    scopedId: 'IT.8831204471',
    readReceipts: true,
    admitted: true,
  },
  {
    id: 'james',
    name: 'James Carter',
    phone: '447700900123',
    scopedId: 'GB.5520914833',
    readReceipts: true,
    admitted: true,
  },
  {
    id: 'chiara',
    name: 'Chiara Moretti',
    phone: '393335556666',
    scopedId: 'IT.4410097256',
    hidesNumber: true,
    readReceipts: false,
    admitted: true,
  },
  {
    id: 'paolo',
    name: 'Paolo Neri',
    phone: '393339998888',
    scopedId: 'IT.9027714450',
    readReceipts: true,
    admitted: false,
  },
];
