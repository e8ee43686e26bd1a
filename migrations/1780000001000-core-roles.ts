import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The roles of the running product. They belong to the whole cluster, so another database may have made them. */
export class CoreRoles1780000001000 implements MigrationInterface {
  name = 'CoreRoles1780000001000';

  async up(runner: QueryRunner): Promise<void> {
    // One at a time over the whole cluster: two databases that are set up together would trip over each other here.
    await runner.query('select pg_advisory_xact_lock(7305911205)');
    for (const role of ['legator_app', 'legator_worker', 'legator_sealer']) {
      await runner.query(`
        do $$ begin
          if not exists (select from pg_roles where rolname = '${role}') then
            create role ${role} nologin nosuperuser nobypassrls nocreatedb nocreaterole;
          end if;
          execute format('grant ${role} to %I', current_user);
        exception when duplicate_object or unique_violation then null;
        end $$`);
      await runner.query(`grant usage on schema public to ${role}`);
    }
    await runner.query('revoke create on schema public from public');
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
