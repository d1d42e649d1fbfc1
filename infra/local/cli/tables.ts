import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { runningInstance } from '../data-folder.ts';
import { CommandFailure } from './terminal.ts';

/** Name of the table that the template calls so, of the stack or of the assistant that runs on this machine. */
export type TableNamed = (part: string) => string;

/** The tables of a stack in the account of the environment; without one, those of this machine. */
export const tablesOf = async (stack: string | undefined, instead: string): Promise<TableNamed> => {
  if (stack !== undefined) return tablesNamed(stack, instead);
  const instance = await runningInstance(process.env['MILHENA_DATA_DIR'] ?? '.milhena');
  if (instance === undefined) throw new CommandFailure(`No assistant runs on this machine. ${instead}`, 2);
  return localTables(instance.tablesUrl, instead);
};

/** Makes the tables of this machine those of the environment. */
export const localTables = (tablesUrl: string, instead = ''): Promise<TableNamed> => {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: tablesUrl,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  return tablesNamed('', instead);
};

const tablesNamed = async (stack: string, instead: string): Promise<TableNamed> => {
  const names = await allTables().catch(() => []);
  return (part) => {
    const found = names.find((name) => name.startsWith(stack) && name.includes(`Stores${part}`));
    if (found === undefined) throw new CommandFailure(`There is no table ${part}. ${instead}`, 2);
    return found;
  };
};

const allTables = async (): Promise<string[]> => {
  const dynamo = new DynamoDBClient({});
  const names: string[] = [];
  let from: string | undefined;
  do {
    const page = await dynamo.send(
      new ListTablesCommand({ ...(from !== undefined && { ExclusiveStartTableName: from }) }),
    );
    names.push(...(page.TableNames ?? []));
    from = page.LastEvaluatedTableName;
  } while (from !== undefined);
  return names;
};
