import { Inject, Injectable } from '@nestjs/common';
import { Acceptances, DispatchResults, OutputChunks, Reconcile } from '@legator/commands';
import { Clock, CONFIG } from '@legator/core';
import type { Config } from '@legator/core';
import { HelloListeners, PolicyLine, Presence } from '@legator/fleet';
import { CommandKey } from './command-key.js';
import { Connections } from './connections.js';

/** Whom a connection talks to. One object for all connections. */
@Injectable()
export class LinkServices {
  constructor(
    readonly presence: Presence,
    readonly hellos: HelloListeners,
    readonly policies: PolicyLine,
    readonly acceptances: Acceptances,
    readonly chunks: OutputChunks,
    readonly results: DispatchResults,
    readonly reconcile: Reconcile,
    readonly connections: Connections,
    readonly key: CommandKey,
    readonly clock: Clock,
    @Inject(CONFIG) readonly config: Config,
  ) {}
}
