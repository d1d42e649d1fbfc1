import { beforeAll, describe, expect, test } from 'vitest';
import type { Stage } from '#infra/settings.ts';
import { stand, type Stood, type Properties } from '#test/support/synthesis.ts';

/** Every permitted way, as `from -> to : port`, read from one side's rules. */
const ways = (stack: Stood, side: 'out' | 'in'): string[] => {
  const loose = stack
    .ofType(side === 'out' ? 'AWS::EC2::SecurityGroupEgress' : 'AWS::EC2::SecurityGroupIngress')
    .map(({ properties }) => properties);
  const inGroup = stack.ofType('AWS::EC2::SecurityGroup').flatMap(({ id, properties }) =>
    (properties[side === 'out' ? 'SecurityGroupEgress' : 'SecurityGroupIngress'] ?? []).map(
      (rule: Properties) => ({
        ...rule,
        GroupId: id,
      }),
    ),
  );
  return (
    [...loose, ...inGroup]
      // The rule that CDK writes to say: nothing.
      .filter(({ CidrIp }) => CidrIp !== '255.255.255.255/32')
      .map((rule) => {
        const other = short(
          rule.DestinationSecurityGroupId ??
            rule.SourceSecurityGroupId ??
            rule.DestinationPrefixListId ??
            rule.CidrIp ??
            rule.CidrIpv6,
        );
        const here = short(rule.GroupId);
        const way = side === 'out' ? `${here} -> ${other}` : `${other} -> ${here}`;
        const [from, to] = [rule.FromPort, rule.ToPort].map((port) =>
          String(port).endsWith('Endpoint.Port')
            ? stack.one('AWS::RDS::DBInstance').properties['Port']
            : port,
        );
        return `${way} : ${rule.IpProtocol} ${from}-${to}`;
      })
      .sort()
  );
};

const short = (id: string): string =>
  /(Query|Proxy|Rotation|Cache|Endpoint)Group/.exec(id)?.[1]?.toLowerCase() ??
  (/^DatabaseGroup|^sg-/.test(id) ? 'database' : id);

describe.each([
  ['prod', 5432],
  ['dev', 5433],
] satisfies [Stage, number][])('%s', (stage, port) => {
  let stack: Stood;
  beforeAll(async () => {
    stack = await stand(stage);
  });

  test('the ways through the network are these and no others', () => {
    expect(ways(stack, 'out')).toEqual([
      `proxy -> database : tcp ${port}-${port}`,
      'query -> cache : tcp 6379-6379',
      'query -> endpoint : tcp 443-443',
      'query -> pl-6fa54006 : tcp 443-443',
      'query -> proxy : tcp 5432-5432',
      `rotation -> database : tcp ${port}-${port}`,
      'rotation -> endpoint : tcp 443-443',
    ]);
    const answered = ways(stack, 'out').filter((way) => !way.includes('pl-'));
    expect(ways(stack, 'in')).toEqual(answered);
  });

  test('nothing leads to the internet: no gateway, no NAT, no route, no public address', () => {
    const forbidden = [
      'InternetGateway',
      'NatGateway',
      'Route',
      'EIP',
      'VPCGatewayAttachment',
      'VPCPeeringConnection',
    ];
    for (const type of forbidden) expect(stack.ofType(`AWS::EC2::${type}`)).toEqual([]);
    for (const { properties } of stack.ofType('AWS::EC2::Subnet')) {
      expect(properties['MapPublicIpOnLaunch']).toBe(false);
    }
  });

  test('only query stands in the network: the others have no way to the database at all', () => {
    const inside = stack.ofType('AWS::Lambda::Function').filter(({ properties }) => properties['VpcConfig']);
    expect(inside.map(({ id }) => id)).toEqual([expect.stringMatching(/^AssistantQuery/)]);
    const { SecurityGroupIds, SubnetIds } = inside[0]!.properties['VpcConfig'];
    expect(SecurityGroupIds.map(short)).toEqual(['query']);
    const ours = stack.ofType('AWS::EC2::Subnet').map(({ id }) => id);
    expect(ours).toEqual(expect.arrayContaining(SubnetIds));
  });

  test('the proxy, the cache and the endpoint stand in the same closed subnets', () => {
    const ours = new Set(stack.ofType('AWS::EC2::Subnet').map(({ id }) => id));
    const { properties: proxy } = stack.one('AWS::RDS::DBProxy');
    const { properties: cache } = stack.one('AWS::ElastiCache::ServerlessCache');
    expect(new Set(proxy['VpcSubnetIds'])).toEqual(ours);
    expect(new Set(cache['SubnetIds'])).toEqual(ours);
  });

  test('endpoints let through one secret and one table, and do not change the names of the network', () => {
    const [tables, secrets] = ['Gateway', 'Interface'].map(
      (kind) =>
        stack
          .ofType('AWS::EC2::VPCEndpoint')
          .find(({ properties }) => properties['VpcEndpointType'] === kind)!.properties,
    );
    const reader = stack.one('AWS::SecretsManager::Secret', 'DatabaseReader').id;
    const directory = stack.one('AWS::DynamoDB::GlobalTable', 'StoresDirectory').id;
    expect(secrets!['PrivateDnsEnabled']).toBe(false);
    const passing = [...secrets!['PolicyDocument'].Statement, ...tables!['PolicyDocument'].Statement].map(
      ({ Action, Resource }) => [[Action].flat().length, Resource.split(/[:/]/).at(-1)],
    );
    expect(passing).toEqual([
      [4, reader],
      [1, '*'],
      [2, directory],
    ]);
  });

  test('query asks the endpoint of Secrets Manager by its own name', () => {
    const { Variables } = stack.one('AWS::Lambda::Function', 'AssistantQuery').properties['Environment'];
    expect(Variables.AWS_ENDPOINT_URL_SECRETS_MANAGER).toMatch(/^https:\/\/.*NetworkSecrets.*DnsEntries/);
    const rotation = stack.one('AWS::Serverless::Application').properties['Parameters'];
    expect(rotation.endpoint).toBe(Variables.AWS_ENDPOINT_URL_SECRETS_MANAGER);
  });
});
