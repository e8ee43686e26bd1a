import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the application does with accounts and sign-ins, it does as a worker. In the role of a tenant it may make new
 * people and say what its own are there, and nothing else: whoever reached that role could otherwise take an account of
 * another tenant into their own and change it there, or give a sign-in to somebody else.
 */
export class AuthLessForApp1780000015200 implements MigrationInterface {
  name = 'AuthLessForApp1780000015200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop policy auth_user_change on auth_user;
      revoke update (username, display_name, email, password_hash, password_changed_at, must_change_password, state)
        on auth_user from legator_app;

      revoke update on auth_membership from legator_app;
      grant update (role, state) on auth_membership to legator_app;
      create policy auth_membership_own on auth_membership as restrictive for insert to legator_app
        with check (not auth_belongs_elsewhere(user_id));

      revoke select, update on auth_session from legator_app;
      grant select (id, tenant_id, user_id, kind, method, created_at, seen_at, expires_at, revoked_at)
        on auth_session to legator_app;

      -- Invitations are looked up as a worker, and hold only as long as the account behind the key that made them.
      create policy auth_service_account_worker on auth_service_account for select to legator_worker using (true);
      grant select on auth_service_account to legator_worker;
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
