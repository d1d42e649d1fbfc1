import { CfnOutput, Stack, type StackProps, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Assets } from '../bundle.ts';
import type { Settings } from '../settings.ts';
import { acknowledge } from './acknowledgements.ts';
import { Api } from './api.ts';
import { Assistant } from './assistant.ts';
import { Channel } from './channel.ts';
import { Database } from './database.ts';
import { Monitor } from './monitor.ts';
import { Network } from './network.ts';
import { Stores } from './stores.ts';
import { Watch } from './watch.ts';

/** One stage of Milhena, whole: network and data, the assistant, its door, and who watches them. */
export class MilhenaStack extends Stack {
  readonly network: Network;
  readonly database: Database;
  readonly stores: Stores;
  readonly assistant: Assistant;
  readonly channel: Channel;
  readonly monitor: Monitor;
  readonly api: Api;

  constructor(scope: Construct, id: string, props: StackProps & { settings: Settings; assets: Assets }) {
    super(scope, id, props);
    const { settings, assets } = props;
    this.network = new Network(this, 'Network', settings);
    this.database = new Database(this, 'Database', { settings, network: this.network });
    this.stores = new Stores(this, 'Stores', { settings, network: this.network });
    this.assistant = new Assistant(this, 'Assistant', {
      settings,
      assets,
      network: this.network,
      database: this.database,
      stores: this.stores,
    });
    this.channel = new Channel(this, 'Channel', {
      settings,
      assistant: this.assistant,
      stores: this.stores,
    });
    this.monitor = new Monitor(this, 'Monitor', {
      settings,
      assistant: this.assistant,
      channel: this.channel,
      stores: this.stores,
    });
    this.api = new Api(this, 'Api', {
      settings,
      handler: this.assistant.functions.api.lambda,
      webhook: this.channel.webhook.lambda,
    });
    new Watch(this, 'Watch', {
      settings,
      api: this.api,
      assistant: this.assistant,
      channel: this.channel,
      monitor: this.monitor,
      database: this.database,
    });
    Tags.of(this).add('project', 'milhena');
    Tags.of(this).add('stage', settings.stage);
    new CfnOutput(this, 'Url', { value: this.api.rest.url, description: 'Where to ask' });
    new CfnOutput(this, 'ApiKeyId', { value: this.api.key.keyId, description: 'Key of the first client' });
    new CfnOutput(this, 'ReaderSecret', {
      value: this.database.readerSecret.secretArn,
      description: 'Password that the read-only role is installed with',
    });
    new CfnOutput(this, 'WhatsAppSecret', {
      value: this.channel.secret.secretArn,
      description: 'App secrets, verify token and access token of WhatsApp, to be put in by hand',
    });
    acknowledge(this);
  }
}
