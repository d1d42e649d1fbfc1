import { GraphError } from './graph-error.ts';

/** A template that was agreed with the platform; `{{1}}`, `{{2}}` … stand for the values. */
export interface LocalTemplate {
  name: string;
  language: string;
  body: string;
}

interface Used {
  name: string;
  language: { code: string };
  components?: { type: string; parameters: readonly { type: string }[] }[] | undefined;
}

/** @throws GraphError 132001 or 132000. Without a list every template is there. */
export const checkTemplate = (used: Used, agreed: readonly LocalTemplate[] | undefined): void => {
  if (agreed === undefined) return;
  const template = agreed.find(({ name, language }) => name === used.name && language === used.language.code);
  if (!template)
    throw new GraphError(132001, `Template ${used.name} does not exist in ${used.language.code}`);
  const wanted = new Set(template.body.match(/\{\{\d+\}\}/g)).size;
  const given = used.components?.find(({ type }) => type === 'body')?.parameters.length ?? 0;
  if (wanted !== given)
    throw new GraphError(132000, `body: number of localizable_params (${given}) does not match (${wanted})`);
};
