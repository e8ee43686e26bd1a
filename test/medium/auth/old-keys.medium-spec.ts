import { Client } from 'pg';
import { migrate } from '@legator/core';
import { migrations } from '../../../migrations/index.js';
import { AuthKeyOwners1780000014100 } from '../../../migrations/1780000014100-auth-key-owners.js';
import { emptyDatabase } from '../../support/database.js';
import type { FreshDatabase } from '../../support/database.js';

let database: FreshDatabase;
let owner: Client;
beforeAll(async () => {
  database = await emptyDatabase();
  await migrate(database.url, migrations.slice(0, migrations.indexOf(AuthKeyOwners1780000014100)));
  owner = new Client({ connectionString: database.url });
  await owner.connect();
  for (const name of ['local', 'server-console', 'ci', 'Local'])
    await owner.query(
      `insert into auth_api_key (id, tenant_id, name, prefix, hash, permissions, created_by, created_at)
       values (gen_random_uuid(), 'default', $1, 'lgk_', sha256(convert_to($1, 'UTF8')), '{admin}', $1, now())`,
      [name],
    );
  await migrate(database.url, migrations);
}, 60_000);
afterAll(async () => {
  await owner.end();
  await database.drop();
});

it.each([
  ['local', 'local', 'local'],
  ['server-console', 'system', 'server-console'],
  ['ci', null, null],
  ['Local', null, null],
])('says of a key that was made by “%s” that it was %s', async (name, type, id) => {
  const { rows } = await owner.query('select made_by_type, made_by_id from auth_api_key where name = $1', [
    name,
  ]);
  expect(rows).toEqual([{ made_by_type: type, made_by_id: id }]);
});

it('goes on finding them, with nobody above them', async () => {
  const { rows } = await owner.query(
    `select name, account_id, person_role, grants from auth_find_key(sha256(convert_to('ci', 'UTF8')))`,
  );
  expect(rows).toEqual([{ name: 'ci', account_id: null, person_role: null, grants: [] }]);
});

it('still takes a key as a replica of the version before writes it', async () => {
  await expect(
    owner.query(
      `insert into auth_api_key (id, tenant_id, name, prefix, hash, permissions, created_by, created_at)
       values (gen_random_uuid(), 'default', 'late', 'lgk_', '\\x01', '{admin}', 'late', now())`,
    ),
  ).resolves.toMatchObject({ rowCount: 1 });
});
