import { Client } from 'pg';
import type { Config } from '@legator/core';
import { Models, ModelsModule } from '@legator/models';
import type { ModelSeat } from '@legator/models';
import type { ModelFeature } from '@legator/contracts';
import { FakeModel } from '../../support/fake-model/fake-model.js';
import { startSpine } from '../../support/spine.js';
import type { Spine } from '../../support/spine.js';

export interface ModelsGround {
  readonly spine: Spine;
  readonly provider: FakeModel;
  lineup(feature?: ModelFeature, tenantId?: string): Promise<readonly ModelSeat[]>;
  sql(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** The room on a real database, and a provider on this machine; by default the environment names that one. */
export async function startModels(llm?: Partial<NonNullable<Config['llm']>> | null): Promise<ModelsGround> {
  const provider = await FakeModel.start();
  const given = {
    provider: 'openai',
    baseUrl: provider.addresses.openai,
    apiKey: undefined,
    model: 'small',
    isLocal: true,
    tools: 'native' as const,
    contextTokens: undefined,
    ...llm,
  };
  const spine = await startSpine([ModelsModule], { config: llm === null ? {} : { llm: given } });
  const client = new Client({ connectionString: spine.url });
  await client.connect();
  return {
    spine,
    provider,
    lineup: (feature = 'fleet-chat', tenantId = 'default') =>
      spine.as({ tenantId }, () => spine.app.get(Models).lineup(feature)),
    sql: async (text, values) => (await client.query(text, values)).rows as Record<string, unknown>[],
    close: async () => {
      await client.end();
      await spine.close();
      await provider.close();
    },
  };
}
