import { type Fate, type FaultyAws, startFaultyAws } from './faulty-aws.ts';

export type FaultyDynamo = FaultyAws;
export type { Fate };

/** A wire between the SDK and a DynamoDB that fails as told; the SDK finds it by its own variable. */
export const startFaultyDynamo = async (target: string): Promise<FaultyDynamo> => {
  const faulty = await startFaultyAws(target);
  process.env['AWS_ENDPOINT_URL_DYNAMODB'] = faulty.url;
  return faulty;
};
