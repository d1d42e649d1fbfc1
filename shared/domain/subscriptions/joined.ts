/** Several texts as one: the paragraph with which all of them end stands once, at the end. */
export const joinedAnswers = (texts: readonly string[]): string => {
  const paragraphs = texts.map((text) => text.split(/\n+(?=[^\n]+$)/));
  const endings = new Set(paragraphs.map((parts) => parts.at(-1)));
  const isShared = texts.length > 1 && endings.size === 1 && paragraphs.every(({ length }) => length > 1);
  if (!isShared) return texts.join('\n\n');
  return [...paragraphs.map((parts) => parts.slice(0, -1).join('\n')), [...endings].join('')].join('\n\n');
};
