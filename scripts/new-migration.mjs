// npm run new:migration -- fleet add-site-label: an empty migration of one room, and the spec that runs it.
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { main, root, Stop } from './workspace.mjs';

await main(async ([room, what, ...rest]) => {
  if (!room || !what || rest.length > 0 || !/^[a-z][a-z0-9-]*$/.test(what)) {
    throw new Stop('Name the room and the change: npm run new:migration -- fleet add-site-label');
  }
  if (!existsSync(join(root, 'libs', room))) throw new Stop(`There is no room libs/${room}.`);
  const timestamp = Date.now();
  const name = `${pascal(room)}${pascal(what)}${timestamp}`;
  const file = `${timestamp}-${room}-${what}`;
  const spec = join(root, 'test', 'medium', room);
  await mkdir(spec, { recursive: true });
  await writeFile(join(root, 'migrations', `${file}.ts`), migration(name, tableOf(room, what)), {
    flag: 'wx',
  });
  await writeFile(join(spec, `${what}.medium-spec.ts`), medium(tableOf(room, what)), { flag: 'wx' });
  await register(name, file);
  console.log(`migrations/${file}.ts\ntest/medium/${room}/${what}.medium-spec.ts`);
});

/** Puts it last in the list that the product runs in order. */
async function register(name, file) {
  const path = join(root, 'migrations', 'index.ts');
  const text = await readFile(path, 'utf8');
  const imported = text.replace(/(^import .*;\n)(?!import )/m, `$1import { ${name} } from './${file}.js';\n`);
  const listed = imported.replace(/,?\s*\];/, `, ${name}];`);
  if (listed === imported || imported === text) throw new Stop(`Add ${name} to migrations/index.ts by hand.`);
  await writeFile(path, listed);
}

function pascal(words) {
  return words.replace(/(^|-)([a-z0-9])/g, (_all, _dash, letter) => letter.toUpperCase());
}

function tableOf(room, what) {
  return `${room}_${what}`.replaceAll('-', '_');
}

function migration(name, table) {
  return `import { tenantTable } from '@legator/core';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why the schema changes, for whoever reads this in a year. */
export class ${name} implements MigrationInterface {
  name = '${name}';

  async up(runner: QueryRunner): Promise<void> {
    // Expand now, contract two releases later; a released migration is never edited.
    await runner.query('create table ${table} (id uuid primary key, tenant_id text not null)');
    await tenantTable(runner, '${table}', { app: 'select, insert' });
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
`;
}

function medium(table) {
  return `import { Client } from 'pg';
import { freshDatabase, type FreshDatabase } from '../../support/database.js';

let database: FreshDatabase;
let client: Client;
beforeAll(async () => {
  database = await freshDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

it('shows a tenant its own rows alone', async () => {
  await client.query(\`insert into ${table} values (gen_random_uuid(), 'ours'), (gen_random_uuid(), 'theirs')\`);
  await client.query('begin; set local role legator_app');
  await client.query(\`select set_config('app.tenant', 'ours', true)\`);
  const { rows } = await client.query('select tenant_id from ${table}');
  await client.query('rollback');
  expect(rows).toEqual([{ tenant_id: 'ours' }]);
});
`;
}
