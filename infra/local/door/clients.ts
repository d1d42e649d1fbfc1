import * as z from 'zod/mini';
import { BootFailure } from '../failure.ts';
import { type Keeper, randomPassword } from '../keeper.ts';
import type { TemplateReader } from '../template/template.ts';
import { quota, tokenBucket } from './throttle.ts';

const Throttle = z.object({
  RateLimit: z.optional(z.number()),
  BurstLimit: z.optional(z.int()),
});
const Plan = z.object({
  Throttle: z.optional(Throttle),
  Quota: z.optional(z.object({ Limit: z.int(), Period: z.enum(['DAY', 'WEEK', 'MONTH']) })),
});
const Key = z.object({ Value: z.optional(z.string()), Enabled: z.prefault(z.boolean(), true) });
const PlanKey = z.object({ KeyId: z.string(), UsagePlanId: z.string() });
const Setting = z.object({
  HttpMethod: z.string(),
  ResourcePath: z.string(),
  ThrottlingRateLimit: z.optional(z.number()),
  ThrottlingBurstLimit: z.optional(z.int()),
});
const Stage = z.object({ StageName: z.string(), MethodSettings: z.prefault(z.array(Setting), []) });

/** Works on every machine, so that nobody has to look a key up. */
export const LOCAL_KEY = 'local-key';

export type Admission = 'admitted' | 'INVALID_API_KEY' | 'THROTTLED' | 'QUOTA_EXCEEDED';

export interface Clients {
  stage: string;
  /** Keys by what the template calls them. */
  keys: ReadonlyMap<string, string>;
  /** May this request come in? */
  admit: (key: string | undefined, needsKey: boolean) => Admission;
}

type Gate = () => Admission;

/** The template's API keys and usage plans. */
export const openClients = async (
  template: TemplateReader,
  keeper: Keeper,
  now: () => number,
): Promise<Clients> => {
  const [stage, second] = template.all('AWS::ApiGateway::Stage', Stage);
  if (!stage || second)
    throw new BootFailure('template', 'The local cloud opens exactly one AWS::ApiGateway::Stage.');
  const plans = new Map(
    template
      .all('AWS::ApiGateway::UsagePlan', Plan)
      .map(({ identity, properties }) => [identity.reference, properties]),
  );
  const planOf = new Map(
    template
      .all('AWS::ApiGateway::UsagePlanKey', PlanKey)
      .map(({ properties }) => [properties.KeyId, plans.get(properties.UsagePlanId)]),
  );
  const keys = new Map<string, string>();
  const gates = new Map<string, Gate>();
  for (const { id, identity, properties } of template.all('AWS::ApiGateway::ApiKey', Key)) {
    if (!properties.Enabled) continue;
    const value = properties.Value ?? (await keeper.keep(`key:${id}`, () => randomPassword(40)));
    const plan = planOf.get(identity.reference);
    keys.set(id, value);
    // A key without a plan opens nothing on AWS either.
    if (plan) gates.set(value, gateOf(plan, now));
  }
  const [anyPlan] = plans.values();
  gates.set(LOCAL_KEY, anyPlan ? gateOf(anyPlan, now) : () => 'admitted');
  const everyone = stageGate(stage.properties, now);
  return {
    stage: stage.properties.StageName,
    keys,
    admit: (key, needsKey) => {
      const gate = needsKey ? gates.get(key ?? '') : () => 'admitted' as const;
      if (!gate) return 'INVALID_API_KEY';
      const own = gate();
      return own === 'admitted' && !everyone() ? 'THROTTLED' : own;
    },
  };
};

const gateOf = ({ Throttle: throttle, Quota }: z.output<typeof Plan>, now: () => number): Gate => {
  const { RateLimit = Infinity, BurstLimit = RateLimit } = throttle ?? {};
  const flow = RateLimit === Infinity ? () => true : tokenBucket(RateLimit, BurstLimit, now);
  const within = Quota ? quota(Quota.Limit, Quota.Period, now) : () => true;
  return () => {
    if (!flow()) return 'THROTTLED';
    return within() ? 'admitted' : 'QUOTA_EXCEEDED';
  };
};

const stageGate = ({ MethodSettings }: z.output<typeof Stage>, now: () => number): (() => boolean) => {
  const own = MethodSettings.find(
    ({ HttpMethod, ResourcePath }) => HttpMethod !== '*' || ResourcePath !== '/*',
  );
  if (own)
    throw new BootFailure('template', `Settings of one method (${own.ResourcePath}) are not known here.`);
  const all = MethodSettings.at(0);
  const rate = all?.ThrottlingRateLimit;
  if (rate === undefined) return () => true;
  return tokenBucket(rate, all?.ThrottlingBurstLimit ?? rate, now);
};
