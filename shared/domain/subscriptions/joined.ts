/** Several texts as one: the paragraph with which all of them end stands once, at the end. */
export const joinedAnswers = (texts: readonly string[]): string => {
  const parted = texts.map(lastLineApart);
  const [first] = parted;
  const isShared =
    texts.length > 1 && parted.every(({ before, last }) => before !== '' && last === first?.last);
  if (!isShared) return texts.join('\n\n');
  return [...parted.map(({ before }) => before), first?.last].join('\n\n');
};

const lastLineApart = (text: string): { before: string; last: string } => {
  const at = text.lastIndexOf('\n');
  return { before: text.slice(0, Math.max(at, 0)).trimEnd(), last: text.slice(at + 1) };
};
