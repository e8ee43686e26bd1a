import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { z } from 'zod';
import {
  AuditCheckpointsQuery as CheckpointsQuerySchema,
  AuditEntryDetail as DetailSchema,
  AuditFilter as FilterSchema,
  AuditQuery as QuerySchema,
  AuditTypes as TypesSchema,
  AuditVerifyQuery as VerifyQuerySchema,
  AuditCheckpoints as CheckpointsSchema,
  AuditKey as KeySchema,
  AuditPage as PageSchema,
  AuditVerification as VerificationSchema,
} from '@legator/contracts';
import type {
  AuditCheckpointsQuery,
  AuditCheckpoints,
  AuditEntryDetail,
  AuditFilter,
  AuditKey,
  AuditPage,
  AuditQuery,
  AuditTypes,
  AuditVerification,
  AuditVerifyQuery,
} from '@legator/contracts';
import { Answers, Clock, CurrentActor, Requires, invalidAt, sendStream } from '@legator/core';
import type { Actor } from '@legator/core';
import { GENESIS_LINK, parseCheckpoint } from '@legator/wire';
import { Checkpoints } from './checkpoints.js';
import { Exports } from './export.service.js';
import { Trail } from './trail.service.js';
import { Verification } from './verification.service.js';

const EntryId = z.uuid('must be the id of an event').toLowerCase();

const CHAIN_HEADERS = {
  'X-Legator-Audit-Chain-Mode': 'enabled',
  'X-Legator-Audit-Chain-Algorithm': 'sha256',
  'X-Legator-Audit-Genesis-Hash': GENESIS_LINK,
};

/** The trail of the caller's tenant: to read, to verify, to take away. */
@Controller('api/v1/audit')
@Requires('audit:read')
export class AuditController {
  constructor(
    private readonly trail: Trail,
    private readonly verification: Verification,
    private readonly exports: Exports,
    private readonly checkpoints: Checkpoints,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Answers(PageSchema)
  list(@Query({ schema: QuerySchema }) query: AuditQuery): Promise<AuditPage> {
    return this.trail.page(query);
  }

  @Get('verify')
  @Answers(VerificationSchema)
  verify(@Query({ schema: VerifyQuerySchema }) query: AuditVerifyQuery): Promise<AuditVerification> {
    if (query.checkpoint === undefined) return this.verification.run();
    const kept = parseCheckpoint(query.checkpoint);
    if (!kept) throw invalidAt('checkpoint', 'is not a checkpoint as this server hands them out');
    return this.verification.run(kept);
  }

  @Get('checkpoints')
  @Answers(CheckpointsSchema)
  listCheckpoints(
    @Query({ schema: CheckpointsQuerySchema }) query: AuditCheckpointsQuery,
  ): Promise<AuditCheckpoints> {
    return this.trail.checkpoints(query);
  }

  @Get('key')
  @Answers(KeySchema)
  key(): AuditKey {
    const { kid, publicKey, publicPem } = this.checkpoints.key;
    return { kid, algorithm: 'Ed25519', public_key: publicKey, public_key_pem: publicPem };
  }

  @Get('export')
  @Answers(z.string(), {
    type: 'application/x-ndjson',
    description:
      'A header, then each entry with its place in the chain, and signed checkpoints between them.',
  })
  export(
    @CurrentActor() actor: Actor,
    @Query({ schema: FilterSchema }) filter: AuditFilter,
    @Res() response: Response,
  ): Promise<void> {
    const attachment = {
      type: 'application/x-ndjson',
      name: this.fileName('jsonl'),
      headers: CHAIN_HEADERS,
    };
    return sendStream(response, attachment, this.exports.lines(actor.tenantId, filter));
  }

  @Get('export/csv')
  @Answers(z.string(), {
    type: 'text/csv',
    description: 'Oldest first; a line of titles, then a line for each entry.',
  })
  exportCsv(
    @CurrentActor() actor: Actor,
    @Query({ schema: FilterSchema }) filter: AuditFilter,
    @Res() response: Response,
  ): Promise<void> {
    const attachment = { type: 'text/csv', name: this.fileName('csv'), headers: CHAIN_HEADERS };
    return sendStream(response, attachment, this.exports.csv(actor.tenantId, filter));
  }

  @Get('types')
  @Answers(TypesSchema)
  types(): Promise<AuditTypes> {
    return this.trail.types();
  }

  /** After all names above, which are no ids. */
  @Get(':id')
  @Answers(DetailSchema)
  entry(@Param('id', { schema: EntryId }) id: string): Promise<AuditEntryDetail> {
    return this.trail.entry(id);
  }

  private fileName(extension: string): string {
    const day = this.clock.now().toISOString().slice(0, 10).replaceAll('-', '');
    return `legator-audit-${day}.${extension}`;
  }
}
