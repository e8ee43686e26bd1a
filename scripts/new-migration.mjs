// npm run new:migration -- fleet add-site-label: an empty migration of one room, and the spec that runs it.
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
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
  await writeFile(join(root, 'migrations', `${file}.ts`), migration(name, room), { flag: 'wx' });
  await writeFile(join(spec, `${what}.medium-spec.ts`), medium(room, what), { flag: 'wx' });
  console.log(`migrations/${file}.ts\ntest/medium/${room}/${what}.medium-spec.ts`);
});

function pascal(words) {
  return words.replace(/(^|-)([a-z0-9])/g, (_all, _dash, letter) => letter.toUpperCase());
}

function migration(name, room) {
  return `import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why the schema changes, for whoever reads this in a year. */
export class ${name} implements MigrationInterface {
  name = '${name}';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('comment on schema public is null');
    // Tables are called ${room}_<noun>. Expand now, contract two releases later.
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
`;
}

function medium(room, what) {
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

it('${room}: ${what.replaceAll('-', ' ')}', async () => {
  const { rows } = await client.query('select count(*)::int as applied from core_migration');
  expect(rows[0].applied).toBeGreaterThan(0);
});
`;
}
