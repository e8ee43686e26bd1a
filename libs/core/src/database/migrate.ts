import type { DataSourceOptions } from 'typeorm';
import { dataSource } from './connections.js';

/** Any number that only our migrations lock. */
const LOCK = 7_305_911_204;

/**
 * Brings the schema up to date as the URL's own role. Replicas that start together wait for each other.
 * Each migration is its own transaction: interrupted, it is simply run again.
 *
 * @returns the names of the migrations that ran now
 * @throws when the database knows migrations that this version does not: an older version must not run on it
 */
export async function migrate(url: string, migrations: DataSourceOptions['migrations']): Promise<string[]> {
  const source = await dataSource({ url, migrations, poolSize: 3, name: 'migrate' }).initialize();
  try {
    const runner = source.createQueryRunner();
    await runner.query('select pg_advisory_lock($1)', [LOCK]);
    try {
      await refuseNewerSchema(source);
      return (await source.runMigrations({ transaction: 'each' })).map(({ name }) => name);
    } finally {
      await runner.query('select pg_advisory_unlock($1)', [LOCK]);
      await runner.release();
    }
  } finally {
    await source.destroy();
  }
}

async function refuseNewerSchema(source: ReturnType<typeof dataSource>): Promise<void> {
  const [{ present }] = await source.query(`select to_regclass('core_migration') is not null as present`);
  if (!present) return;
  const known = new Set(source.migrations.map((migration) => migration.name ?? migration.constructor.name));
  const applied: { name: string }[] = await source.query('select name from core_migration order by id');
  const unknown = applied.filter(({ name }) => !known.has(name)).map(({ name }) => name);
  if (unknown.length > 0) {
    throw new Error(
      `This database was set up by a newer version of Legator (it knows ${unknown.join(', ')}). Start that version, or restore a back-up.`,
    );
  }
}
