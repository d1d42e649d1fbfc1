/** `ok`: nothing to do. `warning`: answers are right, but less or slower. `problem`: answers fail or the role can too much. */
type Mark = 'ok' | 'warning' | 'problem';

export interface Line {
  mark: Mark;
  text: string;
  /** What to do about it. */
  advice?: string;
}

export interface Section {
  title: string;
  lines: Line[];
}

const MARKS = { ok: '✓', warning: '!', problem: '✗' } as const;

export const reportText = (sections: readonly Section[]): string => {
  const parts = sections.map(({ title, lines }) =>
    [
      title,
      ...lines.flatMap(({ mark, text, advice }) => [
        `  ${MARKS[mark]} ${text}`,
        ...(advice === undefined ? [] : [`      ${advice}`]),
      ]),
    ].join('\n'),
  );
  const all = sections.flatMap(({ lines }) => lines);
  const count = (mark: Mark): number => all.filter((line) => line.mark === mark).length;
  return `${parts.join('\n\n')}\n\n${count('ok')} ok, ${count('warning')} warnings, ${count('problem')} problems`;
};
