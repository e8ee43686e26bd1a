import type { DataSource } from 'typeorm';

/**
 * Refuses to run with more rights than the product needs: as a superuser, past row-level security, as an owner of
 * tables, or on a database that does not write to disk before it says yes (G1 and G7 of security.md).
 */
export async function checkRuntimeRole(source: DataSource): Promise<void> {
  const [role] = await source.query(`
    select current_user as name, rolsuper, rolbypassrls,
           exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                   where c.relowner = r.oid and n.nspname = 'public' and c.relkind in ('r', 'p')) as owner,
           current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous
    from pg_roles r where rolname = current_user`);
  const name: string = role.name;
  if (role.rolsuper)
    throw new Error(`The database role ${name} is a superuser; the server must not run as one.`);
  if (role.rolbypassrls)
    throw new Error(`The database role ${name} bypasses row-level security; take that away.`);
  if (role.owner)
    throw new Error(`The database role ${name} owns tables, so row-level security would not hold.`);
  if (role.fsync !== 'on' || role.synchronous === 'off') {
    throw new Error(
      'The database may lose what it confirmed (fsync or synchronous_commit is off). Switch both on.',
    );
  }
}
