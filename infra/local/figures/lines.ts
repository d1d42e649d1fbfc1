import * as z from 'zod/mini';

/** A line of metrics as functions write them: which of its keys are figures, and by which they are broken down. */
const Line = z.looseObject({
  _aws: z.object({
    CloudWatchMetrics: z.array(
      z.object({
        Dimensions: z.array(z.array(z.string())),
        Metrics: z.array(z.object({ Name: z.string(), Unit: z.string() })),
      }),
    ),
  }),
});
const Values = z.union([z.number(), z.array(z.number())]);

/** One figure under one set of dimensions. `counted`: its values are added up, else each stands for itself. */
export interface Told {
  name: string;
  dimensions: Record<string, string>;
  counted: boolean;
  values: number[];
}

/** What a line of metrics tells; nothing where it is none. */
export const readLine = (line: string): Told[] => {
  const parsed = z.safeParse(Line, jsonOf(line));
  if (!parsed.success) return [];
  const { _aws, ...rest } = parsed.data;
  return _aws.CloudWatchMetrics.flatMap(({ Dimensions, Metrics }) =>
    Metrics.flatMap(({ Name: name, Unit }) => {
      const values = z.safeParse(Values, rest[name]);
      if (!values.success) return [];
      return Dimensions.map((keys) => ({
        name,
        dimensions: Object.fromEntries(keys.map((key) => [key, textOf(rest[key])])),
        counted: Unit === 'Count',
        values: [values.data].flat(),
      }));
    }),
  );
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
