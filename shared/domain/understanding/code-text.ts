/** Marks and orders of words that no question has: a name with an underscore, a star, a call, an assignment. */
const CODE =
  /\bselect\b.{0,60}(?:\*|\w\()|\bfrom [a-z]+_[a-z]+|\b(?:drop|alter|truncate|create) (?:table|database|schema|role|user)\b|\binsert into\b|\bdelete from\b|\bunion (?:all )?select\b|\b(?:or|and) '?1'? ?= ?'?1|;\s*--|\brm -[rf]{1,2}\b|\b[a-z]+_[a-z]+ where\b|<script|\$\{|\{\{/;

/** The text is a statement for a machine, whatever words of the data it has. */
export const isCode = (source: string): boolean => CODE.test(source);
