import { RemovalPolicy } from 'aws-cdk-lib';
import * as secrets from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct, IConstruct } from 'constructs';
import type { ClassifyConfig } from '#functions/classify/config.ts';
import type { Settings } from '../settings.ts';

/** Settings of a function that are there only with a model. */
export type ModelEnvironment = Required<
  Pick<ClassifyConfig, 'MODEL_NAME' | 'MODEL_BASE_URL' | 'MODEL_SECRET' | 'MODEL_TONE'>
>;

/** What a function needs to ask a model; given to classify alone, which has no way to the data. */
export interface ModelAccess {
  key: IConstruct & { readonly secretArn: string };
  environment: { [Key in keyof ModelEnvironment]: string };
}

/** Undefined where the settings name no model. */
export const modelAccess = (
  scope: Construct,
  { stage, keepData, model }: Settings,
): ModelAccess | undefined => {
  if (!model) return undefined;
  const key =
    model.secretArn === undefined
      ? new secrets.Secret(scope, 'ModelKey', {
          description: `Key of the model provider (${stage}), as plain text: put in by hand`,
          removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
        })
      : secrets.Secret.fromSecretCompleteArn(scope, 'ModelKey', model.secretArn);
  const { name, baseUrl, tone = false } = model;
  return {
    key,
    environment: {
      MODEL_NAME: name,
      MODEL_BASE_URL: baseUrl,
      MODEL_SECRET: key.secretArn,
      MODEL_TONE: tone ? 'on' : 'off',
    },
  };
};
