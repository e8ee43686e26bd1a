import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a provider takes away: memberships that it gives no role any more, and sign-ins that it ends. */
export class AuthProviderSays1780000018200 implements MigrationInterface {
  name = 'AuthProviderSays1780000018200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table auth_membership
        -- Who disabled it, when that was no person: the provider may give back what it took, and nothing else.
        add suspended_by text check (suspended_by = 'provider');
      alter table auth_session
        -- The sign-in at the provider that this one came from.
        add issuer text,
        add provider_session text;
      create index auth_session_provider on auth_session (issuer, provider_session)
        where revoked_at is null and issuer is not null;
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
