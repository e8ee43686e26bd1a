import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Tokens and keys of probes are looked up on behalf of the owner, before a tenant is known. Forced row-level security
 * binds the owner too, unless it is a superuser: without these, no probe could enrol on a database of a provider.
 */
export class FleetLookUps1780000014210 implements MigrationInterface {
  name = 'FleetLookUps1780000014210';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['fleet_token', 'fleet_probe'])
      await runner.query(`create policy ${table}_lookup on ${table} for select to current_user using (true)`);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
