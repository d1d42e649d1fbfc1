import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as secrets from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct, IConstruct } from 'constructs';
import type { ClassifyConfig } from '#functions/classify/config.ts';
import { modelId, type Settings } from '../settings.ts';
import type { Stores } from './stores.ts';

/** Settings of a function that are there only with models. */
type ModelKeys = 'MODELS' | 'MODEL_TONE' | 'MODEL_BUDGETS' | 'USAGE_TABLE' | 'STATES_TABLE';
export type ModelEnvironment = Record<ModelKeys & keyof ClassifyConfig, string>;

/** What a function needs to ask models; given to classify alone, which has no way to the data. */
export interface ModelAccess {
  keys: (IConstruct & { readonly secretArn: string })[];
  environment: ModelEnvironment;
}

/** Undefined where the settings name no model. */
export const modelAccess = (
  scope: Construct,
  settings: Settings,
  stores: Stores,
): ModelAccess | undefined => {
  const { stage, keepData, models, modelTone = false, budgets } = settings;
  if (!models) return undefined;
  const known = models.map((model) => {
    const id = modelId(model);
    const key =
      model.secretArn === undefined
        ? new secrets.Secret(scope, `ModelKey-${id}`, {
            description: `Key of the provider of ${id} (${stage}), as plain text: put in by hand`,
            removalPolicy: keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
          })
        : secrets.Secret.fromSecretCompleteArn(scope, `ModelKey-${id}`, model.secretArn);
    return { key, told: { id, name: model.name, baseUrl: model.baseUrl, secret: key.secretArn } };
  });
  return {
    keys: known.map(({ key }) => key),
    environment: {
      MODELS: Stack.of(scope).toJsonString(known.map(({ told }) => told)),
      MODEL_TONE: modelTone ? 'on' : 'off',
      MODEL_BUDGETS: JSON.stringify(budgets),
      USAGE_TABLE: stores.usage.tableName,
      STATES_TABLE: stores.states.tableName,
    },
  };
};
