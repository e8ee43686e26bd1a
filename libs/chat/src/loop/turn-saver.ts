import type { BaseCheckpointSaver, CheckpointTuple } from '@langchain/langgraph-checkpoint';
import type { CheckpointsStore, Place, StoredCheckpoint, StoredWrite } from './checkpoints.store.js';
import type { LangChain } from './langchain.js';

type Config = Parameters<BaseCheckpointSaver['getTuple']>[0];

/**
 * Keeps the state of one turn in our own tables, under the tenant's row-level security (see docs/adr). It holds no more
 * than the newest state; another thread than the turn it was made for is refused.
 */
export function turnSaver(
  { checkpoints }: LangChain,
  store: CheckpointsStore,
  turn: { readonly id: string; readonly tenantId: string },
): BaseCheckpointSaver {
  const { BaseCheckpointSaver: Base, WRITES_IDX_MAP, compareWritesSortKeys, writesSortKey } = checkpoints;

  class TurnSaver extends Base {
    async getTuple(config: Config): Promise<CheckpointTuple | undefined> {
      const place = placeOf(config);
      const found = await store.read(place, config.configurable?.['checkpoint_id'] as string | undefined);
      return found && this.toTuple(place, found.checkpoint, found.writes);
    }

    async *list(config: Config): AsyncGenerator<CheckpointTuple> {
      const newest = await this.getTuple(config);
      if (newest) yield newest;
    }

    async put(...[config, checkpoint, metadata]: Parameters<BaseCheckpointSaver['put']>): Promise<Config> {
      const place = placeOf(config);
      const [kind, body] = await this.serde.dumpsTyped(checkpoint);
      const [, about] = await this.serde.dumpsTyped(metadata);
      await store.replace(place, {
        checkpointId: checkpoint.id,
        parentId: (config.configurable?.['checkpoint_id'] as string | undefined) ?? null,
        kind,
        checkpoint: body,
        metadata: about,
      });
      return configOf(place, checkpoint.id);
    }

    async putWrites(
      ...[config, writes, taskId, taskPath = '']: Parameters<BaseCheckpointSaver['putWrites']>
    ): Promise<void> {
      const rows: StoredWrite[] = [];
      for (const [at, [channel, value]] of writes.entries()) {
        const [kind, bytes] = await this.serde.dumpsTyped(value);
        const idx = WRITES_IDX_MAP[channel as string] ?? at;
        rows.push({ taskId, idx, taskPath, channel: channel as string, kind, value: bytes });
      }
      await store.write(placeOf(config), config.configurable?.['checkpoint_id'] as string, rows);
    }

    deleteThread(): Promise<void> {
      return store.forget(turn.tenantId, turn.id);
    }

    private async toTuple(
      place: Place,
      stored: StoredCheckpoint,
      writes: readonly StoredWrite[],
    ): Promise<CheckpointTuple> {
      const ordered = [...writes].sort((a, b) => compareWritesSortKeys(keyOf(a), keyOf(b)));
      const pending = ordered.map(async ({ taskId, channel, kind, value }): Promise<Pending> => {
        return [taskId, channel, await this.serde.loadsTyped(kind, value)];
      });
      return {
        config: configOf(place, stored.checkpointId),
        checkpoint: await this.serde.loadsTyped(stored.kind, stored.checkpoint),
        metadata: await this.serde.loadsTyped('json', stored.metadata),
        pendingWrites: await Promise.all(pending),
        // The parent is gone with the step that replaced it.
      };
    }
  }

  function placeOf({ configurable = {} }: Config): Place {
    if (configurable['thread_id'] !== turn.id) throw new Error('This saver is for another turn.');
    return { tenantId: turn.tenantId, turnId: turn.id, ns: (configurable['checkpoint_ns'] as string) ?? '' };
  }

  function keyOf({ taskPath, taskId, idx }: StoredWrite) {
    return writesSortKey(taskPath, taskId, idx);
  }

  return new TurnSaver();
}

type Pending = NonNullable<CheckpointTuple['pendingWrites']>[number];

function configOf({ turnId, ns }: Place, checkpointId: string): Config {
  return { configurable: { thread_id: turnId, checkpoint_ns: ns, checkpoint_id: checkpointId } };
}
