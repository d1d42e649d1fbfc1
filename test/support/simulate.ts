import { runSimulation } from '@cloud-copilot/iam-simulate';
import { ACCOUNT, type Properties, type Stood } from '#test/support/synthesis.ts';

export interface Wish {
  action: string;
  resource: string;
  context?: Record<string, string>;
}

const policiesOf = (stack: Stood, role: string) => {
  const inline = stack.all.find(({ id }) => id === role)?.properties['Policies'] ?? [];
  const attached = stack
    .ofType('AWS::IAM::Policy')
    .filter(({ properties }) => properties['Roles'].includes(role))
    .map(({ id, properties }) => ({ name: id, policy: properties['PolicyDocument'] }));
  return [
    ...attached,
    ...inline.map((one: Properties) => ({ name: one['PolicyName'], policy: one['PolicyDocument'] })),
  ];
};

/** What IAM would say to a role of the template: `Allowed`, `ImplicitlyDenied`, `ExplicitlyDenied`. */
export const simulated = async (stack: Stood, role: string, wish: Wish): Promise<string> => {
  const { action, resource, context = {} } = wish;
  const result = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::${ACCOUNT}:role/${role}`,
        action,
        resource: { resource, accountId: ACCOUNT },
        contextVariables: context,
      },
      identityPolicies: policiesOf(stack, role),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (result.resultType === 'error')
    throw new Error(`${action} ${resource}: ${JSON.stringify(result.errors)}`);
  return result.overallResult;
};
