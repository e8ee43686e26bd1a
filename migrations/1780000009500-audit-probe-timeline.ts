import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the trail says of a probe, by time: the timeline of a probe reads it page by page. */
export class AuditProbeTimeline1780000009500 implements MigrationInterface {
  name = 'AuditProbeTimeline1780000009500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index audit_entry_probe_at on audit_entry (tenant_id, probe_id, at desc, id desc) where probe_id is not null`,
    );
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
