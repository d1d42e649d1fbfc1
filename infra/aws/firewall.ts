import { Stack } from 'aws-cdk-lib';
import type * as gateway from 'aws-cdk-lib/aws-apigateway';
import * as waf from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import type { Settings } from '../settings.ts';

/** Refuses what no client of ours would send, before a function runs. */
export class Firewall extends Construct {
  readonly name: string;

  constructor(
    scope: Construct,
    id: string,
    { settings, stage, signedPath }: { settings: Settings; stage: gateway.Stage; signedPath: string },
  ) {
    super(scope, id);
    const { perAddress, bodyBytes } = settings.firewall;
    this.name = `milhena-${settings.stage}`;
    const rules: RuleWithoutOrder[] = [
      // What people write to each other looks like an attack at times, and one post holds many messages: here
      // the function decides, by the signature over the bytes.
      allowAt('signed', signedPath),
      blockWhen('rate', { rateBasedStatement: { limit: perAddress, aggregateKeyType: 'IP' } }),
      blockWhen('body', {
        sizeConstraintStatement: {
          fieldToMatch: { body: { oversizeHandling: 'MATCH' } },
          comparisonOperator: 'GT',
          size: bodyBytes,
          textTransformations: [{ priority: 0, type: 'NONE' }],
        },
      }),
      managed('AWSManagedRulesCommonRuleSet'),
      managed('AWSManagedRulesKnownBadInputsRuleSet'),
    ];
    const acl = new waf.CfnWebACL(this, 'Acl', {
      name: this.name,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visible(this.name),
      rules: rules.map((rule, priority) => ({ ...rule, priority })),
    });
    new waf.CfnWebACLAssociation(this, 'Association', {
      webAclArn: acl.attrArn,
      resourceArn: Stack.of(this).formatArn({
        service: 'apigateway',
        account: '',
        resource: '/restapis',
        resourceName: `${stage.restApi.restApiId}/stages/${stage.stageName}`,
      }),
    });
  }
}

type RuleWithoutOrder = Omit<waf.CfnWebACL.RuleProperty, 'priority'>;

// Samples would keep whole requests, questions included.
const visible = (metricName: string): waf.CfnWebACL.VisibilityConfigProperty => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  sampledRequestsEnabled: false,
});

const blockWhen = (name: string, statement: waf.CfnWebACL.StatementProperty): RuleWithoutOrder => ({
  name,
  statement,
  action: { block: {} },
  visibilityConfig: visible(name),
});

const allowAt = (name: string, path: string): RuleWithoutOrder => ({
  name,
  statement: {
    byteMatchStatement: {
      fieldToMatch: { uriPath: {} },
      positionalConstraint: 'ENDS_WITH',
      searchString: path,
      textTransformations: [{ priority: 0, type: 'NONE' }],
    },
  },
  action: { allow: {} },
  visibilityConfig: visible(name),
});

const managed = (name: string): RuleWithoutOrder => ({
  name,
  statement: { managedRuleGroupStatement: { vendorName: 'AWS', name } },
  overrideAction: { none: {} },
  visibilityConfig: visible(name),
});
