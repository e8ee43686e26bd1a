import { Client } from 'pg';
import { fillTenant } from '../../support/tenants/full-tenant.js';
import { OF_THE_INSTALLATION, PASSED_THROUGH, tenantTables } from '../../support/tenants/possessions.js';
import { startWholeServer } from '../../support/whole-server.js';
import type { WholeServer } from '../../support/whole-server.js';

/** What every policy of the application says, as PostgreSQL writes it back. */
const OWN_TENANT = `(tenant_id = current_setting('app.tenant'::text, true))`;

let server: WholeServer;
let owner: Client;
/** The application's own connection, with nothing of the product between it and the tables. */
let app: Client;
let tables: string[];

beforeAll(async () => {
  server = await startWholeServer({ LEGATOR_AUTH: 'true' });
  owner = new Client({ connectionString: server.databaseUrl });
  app = new Client({ connectionString: server.databaseUrl });
  await Promise.all([owner.connect(), app.connect()]);
  await owner.query(`insert into auth_tenant (id, name) values ('globex', 'Globex')`);
  await fillTenant(server, owner, 'default');
  await fillTenant(server, owner, 'globex');
  tables = await tenantTables(owner);
  await app.query('set role legator_app');
});
afterAll(async () => {
  await Promise.all([owner.end(), app.end()]);
  await server.remove();
});

/** Says as this tenant; a refusal is its code, and whatever was done is undone. */
async function as(tenant: string | undefined, sql: string, values: unknown[] = []) {
  await app.query('begin');
  try {
    if (tenant !== undefined) await app.query(`select set_config('app.tenant', $1, true)`, [tenant]);
    const { rows, rowCount } = await app.query<{ tenant_id: string }>(sql, values);
    return { rows, rowCount };
  } catch (error) {
    return { refused: (error as { code: string }).code };
  } finally {
    await app.query('rollback');
  }
}

const rows = async <T extends object>(sql: string) => (await owner.query<T>(sql)).rows;
const EMPTY = [...PASSED_THROUGH, ...OF_THE_INSTALLATION];
const REFUSED = { refused: '42501' };

it('is on, and forced, for every table with tenants, with the one policy for the application', async () => {
  expect(tables.length).toBeGreaterThan(30);
  const open = await rows<{ name: string }>(`
    select relname as name from pg_class where relname in (${tables.map((one) => `'${one}'`).join()})
      and not (relrowsecurity and relforcerowsecurity)`);
  expect(open).toEqual([]);
  const policies = await rows<Record<string, string>>(`
    select tablename, policyname, permissive, roles::text[], cmd, qual, with_check from pg_policies
    where ('legator_app' = any(roles) or 'public' = any(roles)) and tablename <> 'auth_user'
      and permissive = 'PERMISSIVE' order by tablename`);
  const expected = tables.map((table) => ({
    ...{ tablename: table, policyname: `${table}_app`, permissive: 'PERMISSIVE', roles: ['legator_app'] },
    ...{ cmd: 'ALL', qual: OWN_TENANT, with_check: OWN_TENANT },
  }));
  expect(policies).toEqual(expected);
});

it('holds for the role of the application, which is nobody special', async () => {
  const roles = await rows<object>(`
    select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
      (select array_agg(g.rolname::text) from pg_auth_members m join pg_roles g on g.oid = m.roleid
        where m.member = r.oid) as member_of
    from pg_roles r where rolname like 'legator\\_%' order by rolname`);
  const nobody = {
    rolsuper: false,
    rolbypassrls: false,
    rolcreaterole: false,
    rolcreatedb: false,
    member_of: null,
  };
  const names = ['legator_app', 'legator_sealer', 'legator_worker'];
  expect(roles).toEqual(names.map((rolname) => ({ rolname, ...nobody })));
});

it('shows a tenant its own rows alone, and nobody any', async () => {
  const wrong: unknown[] = [];
  for (const table of tables) {
    const seen = await as('globex', `select tenant_id from ${table}`);
    const tenants = [...new Set(seen.rows?.map(({ tenant_id }) => tenant_id))];
    const blind = seen.refused === '42501' || (EMPTY.includes(table) && tenants.length === 0);
    if (!blind && tenants.join() !== 'globex') wrong.push({ table, tenants, seen: seen.refused });
    for (const none of [undefined, '', 'nowhere', '%', `' or true --`]) {
      const { rowCount, refused } = await as(none, `select 1 from ${table}`);
      if (rowCount !== 0 && refused !== '42501') wrong.push({ table, none, rowCount, refused });
    }
  }
  expect(wrong).toEqual([]);
});

it('lets a tenant write nothing into another, move nothing there and take nothing away', async () => {
  const wrong: unknown[] = [];
  const tried = { insert: 0, move: 0, update: 0, delete: 0 };
  for (const table of tables.filter((one) => !EMPTY.includes(one))) {
    const copy = `insert into ${table} overriding system value
      select (jsonb_populate_record(null::${table}, $1::jsonb)).*`;
    const [row] = await rows<{ row: object }>(
      `select to_jsonb(t) as row from ${table} t where tenant_id = 'default'`,
    );
    const insert = await as('globex', copy, [JSON.stringify(row!.row)]);
    const move = await as('globex', `update ${table} set tenant_id = 'default'`);
    const update = await as(
      'globex',
      `update ${table} set tenant_id = tenant_id where tenant_id = 'default'`,
    );
    const remove = await as('globex', `delete from ${table} where tenant_id = 'default'`);
    for (const [what, heard] of Object.entries({ insert, move, update, delete: remove })) {
      tried[what as keyof typeof tried] += 1;
      // Only changes of what cannot be seen may go well, because they then change nothing.
      const nothing = ['update', 'delete'].includes(what) && heard.rowCount === 0;
      if (!nothing && heard.refused !== '42501') wrong.push({ table, what, ...heard, rows: undefined });
    }
  }
  expect(wrong).toEqual([]);
  expect(tried.insert).toBe(tables.length - EMPTY.length);
});

it('is not got round by the days of a table, or by another role', async () => {
  const [part] = await rows<{ name: string }>(`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'fleet_vitals'::regclass limit 1`);
  expect(await as('globex', `select 1 from ${part!.name}`)).toEqual(REFUSED);
  const login = await rows<{ may: boolean }>(`
    select bool_or(pg_has_role('legator_app', rolname, 'set')) as may from pg_roles
    where rolname in ('legator_worker', 'legator_sealer')`);
  expect(login).toEqual([{ may: false }]);
});

it('shows a tenant the people who belong to it, and never what they prove themselves by', async () => {
  const { rows: seen } = await as('globex', 'select username as tenant_id from auth_user');
  expect(seen).toEqual([{ tenant_id: 'cnry-globex-ben' }]);
  for (const none of [undefined, '', 'nowhere'])
    expect(await as(none, 'select id from auth_user')).toMatchObject({ rowCount: 0 });
  expect(await as('globex', 'select password_hash from auth_user')).toEqual(REFUSED);
  for (const table of ['auth_identity', 'auth_passkey', 'auth_once', 'auth_attempt'])
    expect(await as('globex', `select 1 from ${table}`)).toEqual(REFUSED);
  for (const column of ['hash', 'logout_hint'])
    expect(await as('globex', `select ${column} from auth_session`)).toEqual(REFUSED);
  for (const change of [`display_name = 'x'`, `password_hash = 'x'`, `state = 'disabled'`])
    expect(await as('globex', `update auth_user set ${change}`)).toEqual(REFUSED);
  expect(await as('globex', 'update auth_user set installation_admin = true')).toEqual(REFUSED);
  const own = `insert into auth_user (id, username, display_name, installation_admin)
    values (gen_random_uuid(), 'x', 'x', true)`;
  expect(await as('globex', own)).toEqual(REFUSED);
});

it('lets a tenant take nobody in who belongs to another, and give nobody the sign-in of somebody else', async () => {
  const [other] = await rows<{ id: string }>(
    `select user_id as id from auth_membership m where tenant_id = 'default'
      and not exists (select from auth_membership e where e.user_id = m.user_id and e.tenant_id = 'globex') limit 1`,
  );
  const { id } = other!;
  const join = `insert into auth_membership (tenant_id, user_id, role) values ('globex', $1, 'viewer')`;
  expect(await as('globex', join, [id])).toEqual(REFUSED);
  expect(await as('globex', 'update auth_membership set user_id = $1', [id])).toEqual(REFUSED);
  expect(await as('globex', 'update auth_session set user_id = $1', [id])).toEqual(REFUSED);
  expect(await as('globex', `update auth_membership set role = 'viewer'`)).toMatchObject({ rowCount: 1 });
});

it('is opened across tenants to background work only as on this list', async () => {
  const opened = await rows<{ line: string }>(`
    select grantee || ': ' || table_name || ' ' || string_agg(lower(privilege_type), ', ' order by privilege_type) as line
    from information_schema.role_table_grants where grantee in ('legator_worker', 'legator_sealer')
    group by grantee, table_name order by line`);
  expect(opened.map(({ line }) => line)).toMatchSnapshot();
  const columns = await rows<{ line: string }>(`
    select relname || ' (' || attname || ') ' || attacl::text as line from pg_attribute join pg_class c on c.oid = attrelid
    where attacl is not null and relnamespace = 'public'::regnamespace and attacl::text ~ 'legator_(worker|sealer)' order by 1`);
  expect(columns.map(({ line }) => line.replace(/\/[^,}]+/g, ''))).toMatchSnapshot();
  const policies = await rows<{ line: string }>(`
    select tablename || ' ' || policyname || ' to ' || array_to_string(roles, ',') as line from pg_policies
    where qual = 'true' and not roles && '{legator_worker,legator_sealer}' order by 1`);
  // For the owner, on behalf of the look-ups below.
  expect(policies.map(({ line }) => line.replace(/ to .*/, ''))).toEqual([
    'auth_api_key auth_api_key_lookup',
    'auth_membership auth_membership_lookup',
    'auth_role auth_role_lookup',
    'auth_service_account auth_service_account_lookup',
    'auth_user auth_user_lookup',
    'fleet_probe fleet_probe_lookup',
    'fleet_token fleet_token_lookup',
  ]);
});

it('leaves the application only these tables without tenants', async () => {
  const granted = await rows<{ line: string }>(`
    select table_name || ' ' || string_agg(lower(privilege_type), ', ' order by privilege_type) as line
    from information_schema.role_table_grants where grantee in ('legator_app', 'PUBLIC') and table_schema = 'public'
      and table_name not in (${tables.map((one) => `'${one}'`).join()})
    group by table_name order by line`);
  expect(granted.map(({ line }) => line)).toMatchSnapshot();
});

it('is passed only by these functions, which belong to the owner and find nothing but what they name', async () => {
  const functions = await rows<{ name: string; by: boolean; path: string[]; may: string; anyone: boolean }>(`
    select p.proname as name, p.proowner = (select relowner from pg_class where relname = 'fleet_probe') as by,
      p.proconfig as path, has_function_privilege('public', p.oid, 'execute') as anyone,
      concat_ws(',', case when has_function_privilege('legator_app', p.oid, 'execute') then 'app' end,
        case when has_function_privilege('legator_worker', p.oid, 'execute') then 'worker' end,
        case when has_function_privilege('legator_sealer', p.oid, 'execute') then 'sealer' end) as may
    from pg_proc p where p.prosecdef and p.pronamespace = 'public'::regnamespace order by name`);
  const known = [
    ['auth_belongs_elsewhere', 'app', 'search_path=pg_catalog, public, pg_temp'],
    ['auth_find_key', 'app', 'search_path=pg_catalog, public, pg_temp'],
    ['fleet_find_probe_key', 'app', 'search_path=public, pg_temp'],
    ['fleet_find_token', 'app', 'search_path=public, pg_temp'],
    ['fleet_vitals_partitions', 'worker', 'search_path=public, pg_temp'],
  ] as const;
  expect(functions).toEqual(
    known.map(([name, may, path]) => ({ name, by: true, path: [path], may, anyone: false })),
  );
  // Nobody at run time may put a table or an operator where these look.
  const creators = await rows<{ may: boolean }>(`
    select has_schema_privilege(rolname, 'public', 'create') as may from pg_roles where rolname like 'legator\\_%'`);
  expect(creators.every(({ may }) => !may)).toBe(true);
});
