// Ends what postgres-setup.mjs started; databases on a server of somebody else's are dropped by name.
import pg from 'pg';

export default async function teardown() {
  await globalThis.legatorTestServer?.();
  if (!globalThis.legatorTestServer) await dropDatabasesOfThisRun();
}

async function dropDatabasesOfThisRun() {
  const client = new pg.Client({ connectionString: process.env.LEGATOR_TEST_SERVER_URL });
  await client.connect();
  try {
    const like = `legator_test_${process.env.LEGATOR_TEST_RUN}_%`;
    const { rows } = await client.query('select datname from pg_database where datname like $1', [like]);
    for (const { datname } of rows) {
      await client.query(`drop database if exists ${client.escapeIdentifier(datname)} with (force)`);
    }
  } finally {
    await client.end();
  }
}
