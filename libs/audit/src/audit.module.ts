import { Global, Module } from '@nestjs/common';
import { AuditAppender } from '@legator/core';
import { InboxAppender } from './audit-appender.js';
import { AuditMetrics } from './audit-metrics.js';
import { AuditController } from './audit.controller.js';
import { AuditStore } from './audit.store.js';
import { Checkpoints } from './checkpoints.js';
import { Exports } from './export.service.js';
import { Sealer } from './sealer.js';
import { SealingStore } from './sealing.store.js';
import { Trail } from './trail.service.js';
import { Verification } from './verification.service.js';

/** Provides the port through which every fact leaves its entry; global, because `core` itself asks for it. */
@Global()
@Module({
  controllers: [AuditController],
  providers: [
    AuditStore,
    SealingStore,
    Checkpoints,
    Sealer,
    Trail,
    Verification,
    Exports,
    AuditMetrics,
    { provide: AuditAppender, useClass: InboxAppender },
  ],
  exports: [AuditAppender],
})
export class AuditModule {}
