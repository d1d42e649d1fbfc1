/** A small document that grows as the real one does; the work of a step is nothing, so the rest is the chain. */
export type Grown = {
  questionId: string;
  text: string;
  next?: string;
  reads?: string[];
  evidence?: number[];
  claims?: number[];
  answer?: string;
};
export const isGrown = (value: unknown): value is Grown =>
  typeof value === 'object' && value !== null && 'questionId' in value;

export const QUESTION: Grown = { questionId: 'q1', text: 'Quanti processi sono falliti ieri?' };

export const steps = {
  classify: async (document: Grown) => ({ ...document, next: 'query', reads: ['e1'] }),
  query: async (document: Grown) => ({ ...document, evidence: [12, 240] }),
  validate: async (document: Grown) => ({ ...document, claims: [12] }),
  mask: async (document: Grown) => ({ ...document, answer: `${document.claims?.[0]}` }),
};

export const plain = async (question: Grown): Promise<Grown> => {
  const classified = await steps.classify(question);
  if (classified.next !== 'query') return steps.mask(classified);
  return steps.mask(await steps.validate(await steps.query(classified)));
};
