import type { Block } from '#shared/contracts/answer.ts';
import { type Wording, nounOf } from './wording.ts';

/** What the metrics asked for are and are not; nothing when none of them has a definition. */
export const definitionsBlock = (metrics: readonly string[], wording: Wording): Block[] => {
  const definitions = [...new Set(metrics)].flatMap((metric) => {
    const { one, many, definition } = nounOf(wording.metrics, metric);
    return definition === undefined ? [] : [{ metric, label: many ?? one, text: definition.trim() }];
  });
  return definitions.length === 0 ? [] : [{ type: 'definitions', definitions }];
};
