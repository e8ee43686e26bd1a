import { Global, Module } from '@nestjs/common';
import { CommandsModule } from '@legator/commands';
import { FleetModule, ProbeChannel, ServerKeys } from '@legator/fleet';
import { CommandKey } from './command-key.js';
import { Connections } from './connections.js';
import { LinkServices } from './link-services.js';
import { ProbeGateway } from './probe-gateway.js';

/** The two ports that rooms below ask for; they know nothing of those rooms, so nothing goes round in a circle. */
@Global()
@Module({
  providers: [
    Connections,
    CommandKey,
    { provide: ProbeChannel, useExisting: Connections },
    { provide: ServerKeys, useExisting: CommandKey },
  ],
  exports: [Connections, CommandKey, ProbeChannel, ServerKeys],
})
export class GatewayPortsModule {}

/** Sockets of probes. */
@Module({
  imports: [GatewayPortsModule, FleetModule, CommandsModule],
  providers: [LinkServices, ProbeGateway],
  exports: [ProbeGateway],
})
export class GatewayModule {}
