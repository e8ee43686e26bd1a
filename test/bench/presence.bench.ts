import {
  AuditAppender,
  Authenticator,
  connectDatabase,
  CoreModule,
  Gate,
  Judge,
  MemoryBus,
  migrate,
  readControlPlaneConfig,
} from '@legator/core';
import { DirectivesModule } from '@legator/directives';
import { FleetModule, Presence, ProbeChannel, ServerKeys } from '@legator/fleet';
import { FakeProbeChannel, FixedServerKeys, someVitals } from '@legator/fleet/testing';
import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Client } from 'pg';
import { migrations } from '../../migrations/index.js';
import { UNGATED } from '../support/ungated.js';

const PROBES = 20_000;
const ROUNDS = 10;

@Global()
@Module({
  providers: [
    { provide: Authenticator, useValue: {} },
    { provide: AuditAppender, useValue: { append: () => Promise.resolve() } },
    { provide: ProbeChannel, useValue: new FakeProbeChannel() },
    { provide: ServerKeys, useValue: new FixedServerKeys() },
    ...UNGATED,
  ],
  exports: [Authenticator, AuditAppender, ProbeChannel, ServerKeys, Judge, Gate],
})
class AboveModule {}

/** On an empty database: heartbeats persisted per second, and memory held for each probe. */
export async function benchPresence(url: string): Promise<void> {
  await migrate(url, migrations);
  const owner = new Client({ connectionString: url });
  await owner.connect();
  await owner.query(
    `insert into fleet_probe (id, tenant_id, hostname, os, arch, protocol, key_hash, key_prefix, registered_at)
     select 'prb-' || lpad(to_hex(n), 8, '0'), 'default', 'host-' || n, 'linux', 'amd64', 1, 'x', 'x', now()
     from generate_series(1, $1) n`,
    [PROBES],
  );
  const connected = await connectDatabase({ url, entities: [], poolSize: 8 });
  const core = CoreModule.with({
    ...{ config: readControlPlaneConfig({}), database: connected, bus: new MemoryBus() },
  });
  class BenchModule {}
  Module({ imports: [core, AboveModule, DirectivesModule, FleetModule] })(BenchModule);
  const app = await NestFactory.createApplicationContext(BenchModule, { logger: ['error'] });
  const presence = app.get(Presence);
  const probes = Array.from({ length: PROBES }, (_, n) => ({
    probeId: `prb-${(n + 1).toString(16).padStart(8, '0')}`,
    tenantId: 'default',
  }));
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const started = performance.now();
  for (const [n, probe] of probes.entries())
    presence.connected(probe, { at: new Date(), address: `192.0.2.${n % 256}`, version: '1.0.0' });
  await presence.flush();
  console.log(
    `connect: ${Math.round(PROBES / ((performance.now() - started) / 1_000))} probes/s, with signals`,
  );
  globalThis.gc?.();
  console.log(
    `memory: ${Math.round((process.memoryUsage().heapUsed - before) / PROBES)} bytes for each probe`,
  );
  const rates: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const at = performance.now();
    for (const [n, probe] of probes.entries())
      presence.beat(
        probe,
        someVitals({ cpuPercent: (n + round) % 100, fullestMount: { path: '/var', percent: n % 70 } }),
        new Date(),
      );
    await presence.flush();
    rates.push(Math.round(PROBES / ((performance.now() - at) / 1_000)));
  }
  console.log(`beats: ${rates.join(', ')} a second, each round ${PROBES}`);
  const { rows } = await owner.query(
    `select (select count(*)::int from fleet_vitals) as kept, pg_size_pretty(pg_total_relation_size('fleet_probe')) as size,
       (select round(100.0 * n_tup_hot_upd / n_tup_upd) from pg_stat_user_tables where relname = 'fleet_probe') as hot`,
  );
  console.log(
    `kept: ${rows[0].kept} samples; fleet_probe ${rows[0].size}, ${rows[0].hot} % of its updates in place`,
  );
  await app.close();
  await connected.close();
  await owner.end();
}
