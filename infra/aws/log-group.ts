import { RemovalPolicy } from 'aws-cdk-lib';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Settings } from '../settings.ts';

const RETENTION: Record<Settings['logRetentionDays'], logs.RetentionDays> = {
  7: logs.RetentionDays.ONE_WEEK,
  30: logs.RetentionDays.ONE_MONTH,
  90: logs.RetentionDays.THREE_MONTHS,
  365: logs.RetentionDays.ONE_YEAR,
};

/** Every log has an end. A name is given only where AWS would otherwise make the group itself, without one. */
export const logGroup = (
  scope: Construct,
  id: string,
  settings: Settings,
  logGroupName?: string,
): logs.LogGroup =>
  new logs.LogGroup(scope, id, {
    retention: RETENTION[settings.logRetentionDays],
    removalPolicy: RemovalPolicy.DESTROY,
    ...(logGroupName !== undefined && { logGroupName }),
  });
