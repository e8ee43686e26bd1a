import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests that wait for another person within a window, by its end: looked for every two seconds, and there are few. */
export class ApprovalsWindowEnds1780000018500 implements MigrationInterface {
  name = 'ApprovalsWindowEnds1780000018500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index approvals_approval_window_ends on approvals_approval (not_after)
       where state = 'pending' and not_after is not null`,
    );
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
