import { Injectable } from '@nestjs/common';
import type { Level } from '@legator/contracts';

/** A connection open on this replica: some 300 bytes, so that tens of thousands fit. */
export interface LinkedProbe {
  readonly probeId: string;
  readonly tenantId: string;
  readonly connection: string;
  /** Milliseconds. */
  readonly since: number;
  readonly address: string;
  readonly version: string;
  readonly ceiling?: Level;
  readonly capabilities?: unknown;
}

/** Who is connected to this replica. */
@Injectable()
export class LinkedProbes extends Map<string, LinkedProbe> {
  constructor() {
    super();
  }
}
