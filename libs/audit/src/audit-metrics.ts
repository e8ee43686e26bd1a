import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { MetricsRegistry } from '@legator/core';
import { Trail } from './trail.service.js';

/** How long the trail of whoever scrapes is. */
@Injectable()
export class AuditMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: MetricsRegistry,
    private readonly trail: Trail,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge({
      name: 'legator_audit_events_total',
      help: 'Entries in the audit trail, sealed or not',
      collect: async () => (await this.trail.page({ limit: 1 })).total,
    });
  }
}
