import { randomBytes } from 'node:crypto';
import { migrate } from '@legator/core';
import { Client } from 'pg';
import { migrations } from '../../../migrations/index.js';
import { emptyDatabase } from '../../support/database.js';
import type { FreshDatabase } from '../../support/database.js';

const OWNER = `plain_owner_${randomBytes(4).toString('hex')}`;
const ROLES = 'legator_app, legator_worker, legator_sealer';

let database: FreshDatabase;
let admin: Client;
/** As a provider hands a database out: owned by a role that is no superuser, which row-level security binds as well. */
let owner: Client;

beforeAll(async () => {
  database = await emptyDatabase();
  admin = new Client({ connectionString: database.url });
  await admin.connect();
  await admin.query(`
    do $$ declare one text; begin
      perform pg_advisory_xact_lock(7305911205);
      foreach one in array string_to_array('${ROLES}', ', ') loop
        if not exists (select from pg_roles where rolname = one) then execute 'create role ' || one; end if;
      end loop;
    end $$`);
  await admin.query(`create role ${OWNER} login nosuperuser nobypassrls createrole password '${OWNER}'`);
  await admin.query(`grant ${ROLES} to ${OWNER} with admin option`);
  const name = (await admin.query<{ name: string }>('select current_database() as name')).rows[0]!.name;
  await admin.query(`alter database ${name} owner to ${OWNER}`);
  await admin.query(`alter schema public owner to ${OWNER}`);
  const url = database.url.replace(/:\/\/[^@/]*@/, `://${OWNER}:${OWNER}@`);
  await migrate(url, migrations);
  owner = new Client({ connectionString: url });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await admin.end();
  await database.drop();
  const server = new Client({ connectionString: process.env['LEGATOR_TEST_SERVER_URL'] });
  await server.connect();
  await server.query(`drop role ${OWNER}`);
  await server.end();
});

it('finds credentials before a tenant is known, on a database whose owner is nobody special', async () => {
  await admin.query(`
    insert into fleet_token (id, tenant_id, hash, prefix, created_by, created_at, expires_at)
      values (gen_random_uuid(), 'default', 'token-hash', 'prb_', 'ana', now(), now() + interval '1 hour');
    insert into fleet_probe (id, tenant_id, hostname, os, arch, protocol, key_hash, key_prefix, registered_at)
      values ('prb-00000001', 'default', 'web', 'linux', 'amd64', 1, 'key-hash', 'x', now());
    insert into auth_api_key (id, tenant_id, name, prefix, hash, permissions, created_by)
      values (gen_random_uuid(), 'default', 'one', 'lgk_', '\\x01', '{admin}', 'ana')`);
  await owner.query('set role legator_app');
  const found = async (call: string) => (await owner.query(`select tenant_id from ${call}`)).rows;
  expect(await found(`fleet_find_token('token-hash')`)).toEqual([{ tenant_id: 'default' }]);
  expect(await found(`fleet_find_probe_key('prb-00000001')`)).toEqual([{ tenant_id: 'default' }]);
  expect(await found(`auth_find_key('\\x01')`)).toEqual([{ tenant_id: 'default' }]);
  expect(await found('fleet_token')).toEqual([]);
  await owner.query('set role legator_worker');
  await owner.query(`select fleet_vitals_partitions(now() + interval '5 days')`);
});
