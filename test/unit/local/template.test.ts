import * as z from 'zod/mini';
import { describe, expect, test } from 'vitest';
import { readTemplate } from '#infra/local/template/template.ts';

const Any = z.record(z.string(), z.unknown());

const read = (properties: Record<string, unknown>, more: Record<string, unknown> = {}) => {
  const Resources = {
    Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'things' } },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: { Handler: 'a.b', Env: { 'Fn::Select': [0, []] } },
    },
    Vpce: { Type: 'AWS::EC2::VPCEndpoint', Properties: {} },
    Subject: { Type: 'AWS::Lambda::LayerVersion', Properties: properties },
  };
  const template = readTemplate({ Resources, ...more }, 'eu-west-1');
  return template.all('AWS::Lambda::LayerVersion', Any)[0]?.properties;
};

describe('what CloudFormation would make of a value', () => {
  test.each<[string, unknown, unknown]>([
    ['a reference to a resource', { Ref: 'Table' }, 'things'],
    ['the region', { Ref: 'AWS::Region' }, 'eu-west-1'],
    [
      'an attribute',
      { 'Fn::GetAtt': ['Table', 'Arn'] },
      'arn:aws:dynamodb:eu-west-1:000000000000:table/things',
    ],
    [
      'an attribute in one word',
      { 'Fn::GetAtt': 'Table.Arn' },
      'arn:aws:dynamodb:eu-west-1:000000000000:table/things',
    ],
    ['joined parts', { 'Fn::Join': ['-', ['a', { Ref: 'Table' }, 1]] }, 'a-things-1'],
    [
      'a text with names in it',
      { 'Fn::Sub': '${Table}/${AWS::Partition}/${!Literal}' },
      'things/aws/${Literal}',
    ],
    [
      'a text with names of its own',
      { 'Fn::Sub': ['${x}-${Table}', { x: { Ref: 'AWS::Region' } }] },
      'eu-west-1-things',
    ],
    ['one of several', { 'Fn::Select': [1, ['a', 'b']] }, 'b'],
    ['a split text', { 'Fn::Select': ['1', { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
    ['a condition that holds', { 'Fn::If': ['Yes', 1, 2] }, 1],
    ['a condition that does not', { 'Fn::If': ['No', 1, { Ref: 'AWS::NoValue' }] }, undefined],
    ['a map', { 'Fn::FindInMap': ['Map', { Ref: 'AWS::Region' }, 'k'] }, 'v'],
    ['a parameter', { Ref: 'Given' }, 'default'],
    [
      'an address within the network',
      {
        'Fn::Select': [
          1,
          { 'Fn::Split': [':', { 'Fn::Select': [0, { 'Fn::GetAtt': ['Vpce', 'DnsEntries'] }] }] },
        ],
      },
      'Vpce.local.invalid',
    ],
    ['an ordinary object', { Ref: 'Table', Other: 1 }, { Ref: 'Table', Other: 1 }],
  ])('%s', (_, given, expected) => {
    const found = read(
      { value: given },
      {
        Conditions: {
          Yes: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] },
          No: {
            'Fn::Or': [{ 'Fn::Not': [{ Condition: 'Yes' }] }, { 'Fn::And': [{ 'Fn::Equals': [1, 2] }] }],
          },
        },
        Mappings: { Map: { 'eu-west-1': { k: 'v' } } },
        Parameters: { Given: { Default: 'default' } },
      },
    );
    expect(found?.['value']).toEqual(expected);
  });

  test('an intrinsic that is not known, and a name that is not there, stop with their names', () => {
    expect(() => read({ value: { 'Fn::Transform': {} } })).toThrow('Fn::Transform');
    expect(() => read({ value: { Ref: 'Nobody' } })).toThrow('Nobody');
    expect(() => read({ value: { 'Fn::Select': [7, ['a']] } })).toThrow('Fn::Select');
  });
});

describe('what a template may hold', () => {
  const types = (...names: string[]) => ({
    Resources: Object.fromEntries(names.map((Type, index) => [`R${index}`, { Type }])),
  });

  test('an unknown type stops the boot with its name, a known one that is not needed does not', () => {
    expect(() => readTemplate(types('AWS::IAM::Role', 'AWS::Kinesis::Stream'), 'r')).toThrow(
      'AWS::Kinesis::Stream (R1)',
    );
    expect(() => readTemplate(types('AWS::IAM::Role', 'AWS::WAFv2::WebACL'), 'r')).not.toThrow();
  });

  test('a resource whose condition does not hold is not there', () => {
    const template = {
      Resources: { Stream: { Type: 'AWS::Kinesis::Stream', Condition: 'Never' } },
      Conditions: { Never: { 'Fn::Equals': [1, 2] } },
    };
    expect(() => readTemplate(template, 'r')).not.toThrow();
  });

  test('a property that is not done here stops with the name of the resource and of the property', () => {
    const Schema = z.object({ StreamSpecification: z.optional(z.never()) });
    const Resources = { T: { Type: 'AWS::DynamoDB::Table', Properties: { StreamSpecification: {} } } };
    expect(() => readTemplate({ Resources }, 'r').all('AWS::DynamoDB::Table', Schema)).toThrow(
      'AWS::DynamoDB::Table (T) asks for what is not done on this machine: StreamSpecification',
    );
  });
});
