import type { Client } from 'pg';
import { Decisions } from '@legator/approvals';
import { runWith } from '@legator/core';
import { anActor } from '@legator/core/testing';
import { VitalsRollup } from '../../../libs/fleet/src/vitals/vitals-rollup.js';
import type { FakeProbe } from '../fake-probe.js';
import { eventually } from '../spine.js';
import type { WholeServer } from '../whole-server.js';
import { askedModel } from './models-of-tenant.js';
import { talked } from './chat-of-tenant.js';
import { invite, signedIn } from './people.js';
import { takeIn } from './tenant-hosts.js';
import { Tenant } from './tenant.js';

/** Stands in every text of a tenant, so that a single search finds whatever leaks. */
export const canary = (tenant: string) => `cnry-${tenant}`;

/** Whatever there is, once, in one tenant; ids of it by what it is. */
export interface FullTenant {
  readonly id: string;
  readonly tenant: Tenant;
  readonly word: string;
  readonly probe: FakeProbe;
  /** Takes commands and never ends one. */
  readonly deaf: FakeProbe;
  /** Where pages of their lists go on. */
  readonly places: { readonly probes: string; readonly rows: string; readonly signals: string };
  readonly ids: {
    readonly key: string;
    readonly account: string;
    readonly site: string;
    readonly model: string;
    readonly user: string;
    readonly session: string;
    readonly invitation: string;
    readonly token: string;
    readonly policy: string;
    readonly freeze: string;
    readonly command: string;
    readonly directive: string;
    readonly running: string;
    readonly held: string;
    readonly heldDirective: string;
    readonly approved: string;
    readonly reviewed: string;
    readonly failed: string;
    readonly failedDirective: string;
    readonly rollout: string;
    readonly signal: string;
    readonly delivery: string;
    readonly replay: string;
    readonly entry: string;
    readonly checkpoint: string;
    readonly conversation: string;
    readonly message: string;
    readonly turn: string;
  };
}

/** Fills a tenant, by the API wherever one leads there. */
export async function fillTenant(server: WholeServer, owner: Client, id: string): Promise<FullTenant> {
  const tenant = await Tenant.of(server, id);
  const word = canary(id);
  const probe = await takeIn(server, tenant, `${word}-web`, [word]);
  const deaf = await takeIn(server, tenant, `${word}-deaf`, [word]);
  deaf.onRun((run) => deaf.accept(run.dispatchId));
  probe.answering((run) => ({
    stdout: `${word}-stdout\n`,
    stderr: `${word}-stderr\n`,
    exitCode: run.argv.includes('/nowhere') ? 2 : 0,
  }));
  const { userId: user, sessionId: session } = await signedIn(owner, id, `${word}-ben`, 'operator');
  const ids = {
    ...{ user, session, ...(await invite(owner, id, word)) },
    ...(await settings(tenant, word)),
    site: await placed(tenant, word, probe),
    model: await askedModel(tenant, word),
    ...(await commands(server, tenant, word, { probe, deaf })),
    ...(await facts(owner, tenant, word)),
    ...(await talked(owner, tenant, word, probe.id)),
  };
  await captured(owner, id, ids.command, word);
  await means(server, owner, { id, probe: probe.id });
  await secret(owner, id, word);
  await owner.query(`insert into auth_tenant_limit (tenant_id, max_probes, changed_by) values ($1, 90, $2)`, [
    ...[id, word],
  ]);
  const trail = await sealed(owner, id);
  return { id, tenant, word, probe, deaf, places: await places(tenant), ids: { ...ids, ...trail } };
}

async function places(tenant: Tenant) {
  const next = async (path: string) =>
    (await tenant.must<{ next_cursor: string }>('GET', `${path}limit=1`)).next_cursor;
  return {
    probes: await next('/probes?sort=hostname&'),
    rows: await next('/fleet/rows?sort=hostname&'),
    signals: await next('/signals?'),
  };
}

async function settings(tenant: Tenant, word: string) {
  const { key } = await tenant.must<{ key: { id: string } }>('POST', '/auth/keys', {
    name: `${word}-key`,
    permissions: ['fleet:read'],
  });
  const { id: account } = await tenant.must<{ id: string }>('POST', '/service-accounts', {
    ...{ name: `${word}-robot`, description: `${word}-robot-why`, permissions: ['fleet:read'] },
  });
  const { id: token } = await tenant.must<{ id: string }>('POST', '/tokens', { tags: [`${word}-spare`] });
  await tenant.must('PUT', `/fleet/saved-filters/${word}-filter`, { q: `tag:${word}` });
  const policy = { name: `${word} rules`, description: `${word}-why`, level: 'remediate' };
  const { id } = await tenant.must<{ id: string }>('POST', '/policies', policy);
  await tenant.must('PUT', `/policies/${id}`, { ...policy, note: `${word}-note`, max_runtime_sec: 7_200 });
  await tenant.must('POST', `/policies/${id}/apply`, { scope: { type: 'tag', id: word } });
  const scope = { type: 'tag', id: `${word}-spare` };
  const { freeze } = await tenant.must<{ freeze: { id: string } }>('POST', '/execution/freeze', {
    scope,
    reason: `${word}-freeze`,
  });
  return { key: key.id, account, token, policy: id, freeze: freeze.id };
}

async function placed(tenant: Tenant, word: string, probe: FakeProbe): Promise<string> {
  const site = { id: `${word}-site`, name: `${word} site`, description: `${word}-where` };
  const { id } = await tenant.must<{ id: string }>('POST', '/sites', site);
  await tenant.must('PUT', `/probes/${probe.id}/site`, { site: id });
  return id;
}

/** In nanoseconds: nothing of this ends by itself while it is looked at. */
const HOUR = 3_600_000_000_000;

interface Shown {
  readonly request_id: string;
  readonly directive_id: string;
  readonly approval_id: string;
}

async function commands(
  server: WholeServer,
  tenant: Tenant,
  word: string,
  { probe, deaf }: { probe: FakeProbe; deaf: FakeProbe },
) {
  const show = (request: string) => tenant.must<Shown>('GET', `/commands/${request}`);
  const run = async (on: FakeProbe, name: string, command: string, query = '') => {
    const request_id = `${word}-${name}`;
    const body = { request_id, command, reason: `${word}-reason`, stream: true, timeout: HOUR };
    await tenant.must('POST', `/probes/${on.id}/command${query}`, body, {
      'idempotency-key': `${word}-${name}`,
    });
    return show(request_id);
  };
  const done = await run(probe, 'done', 'uptime', '?wait=true');
  const failed = await run(probe, 'failed', 'ls /nowhere', '?wait=true');
  const running = await run(deaf, 'running', 'uptime');
  const held = await run(probe, 'held', `systemctl restart ${word}`);
  const yes = await run(probe, 'yes', `systemctl stop ${word}`);
  const decide = server.app.get(Decisions, { strict: false });
  const person = anActor({ id: `${word}-ana`, name: `${word}-Ana`, tenantId: tenant.id });
  await runWith({ actor: person }, () =>
    decide.decide(yes.approval_id, { decision: 'approved', reason: `${word}-yes`, confirm: `${word}-web` }),
  );
  await eventually(async () => expect(await show(yes.request_id)).toMatchObject({ state: 'succeeded' }));
  const canceled = await run(probe, 'canceled', `systemctl reload ${word}`);
  await tenant.must('POST', `/commands/${canceled.request_id}/cancel`, { reason: `${word}-cancel` });
  const { rollout } = await tenant.must<{ rollout: { id: string } }>('POST', '/commands', {
    ...{ probes: [deaf.id, probe.id], command: 'uptime', max_concurrent: 1, health_seconds: 0 },
    ...{ reason: `${word}-rollout`, timeout: HOUR },
  });
  return {
    command: done.request_id,
    directive: done.directive_id,
    failed: failed.request_id,
    failedDirective: failed.directive_id,
    running: running.request_id,
    held: held.approval_id,
    heldDirective: held.directive_id,
    approved: yes.approval_id,
    rollout: rollout.id,
  };
}

/** Facts, and what became of their delivery; a delivery fails only by itself, so its row is put there. */
async function facts(owner: Client, tenant: Tenant, word: string) {
  const { signal } = await tenant.must<{ signal: { id: string } }>('POST', '/signals', {
    type: 'custom.told',
    subject: { type: 'service', id: `${word}-service` },
    also_about: [{ type: 'service', id: `${word}-other` }],
    summary: `${word}-summary`,
    payload: { note: `${word}-payload` },
    dedupe_key: `${word}-once`,
  });
  const { rows: deliveries } = await owner.query<{ id: string }>(
    `insert into core_delivery (id, tenant_id, signal_id, seq, handler, state, attempts, last_error)
     values (gen_random_uuid(), $1, $2, 1, $3, 'dead', 9, $3) returning id`,
    [tenant.id, signal.id, `${word}-handler`],
  );
  const { rows: replays } = await owner.query<{ id: string }>(
    `insert into core_replay (id, tenant_id, handler, types, from_seq, to_seq, cursor, total, state, reason, requested_by)
     values (gen_random_uuid(), $1, $2, '{custom.told}', 1, 2, 2, 1, 'done', $2, $2) returning id`,
    [tenant.id, `${word}-replay`],
  );
  const { rows: reviews } = await owner.query<{ id: string }>(
    `insert into approvals_approval (id, tenant_id, directive_id, type, payload, summary, subject_type, subject_id, risk,
       reason, requested_by_type, requested_by_id, requested_by_name, rationale, state, expires_at, needs_review,
       breakglass_reason, released_at, consumed_at, decided_at)
     values (gen_random_uuid(), $1, gen_random_uuid(), 'command.run', '{}', $2, 'probe', $2, 'high', $2, 'user', $2, $2,
       '{}', 'approved', now(), true, 'incident_response', now(), now(), now()) returning id`,
    [tenant.id, `${word}-review`],
  );
  await owner.query(
    `insert into approvals_part (directive_id, approval_id, tenant_id, bound_hash, created_at)
     values (gen_random_uuid(), $1, $2, $3, now())`,
    [reviews[0]!.id, tenant.id, `${word}-part`],
  );
  return {
    ...{ signal: signal.id, delivery: deliveries[0]!.id, replay: replays[0]!.id, reviewed: reviews[0]!.id },
  };
}

/** As a probe would have reported it that looked before and after. */
async function captured(owner: Client, id: string, command: string, word: string): Promise<void> {
  await owner.query(
    `insert into commands_capture (dispatch_id, tenant_id, before, after, stored_at)
     select id, tenant_id, $3, $3, now() from commands_dispatch where tenant_id = $1 and request_id = $2`,
    [id, command, JSON.stringify([{ kind: 'file', path: `/${word}-file`, state: 'absent' }])],
  );
}

/** Background work makes these from the samples, minutes later; it is ended, or there would be more of them by then. */
async function means(
  server: WholeServer,
  owner: Client,
  { id, probe }: { id: string; probe: string },
): Promise<void> {
  await server.app.get(VitalsRollup, { strict: false }).onApplicationShutdown();
  for (const table of ['fleet_vitals_5m', 'fleet_vitals_1h'])
    await owner.query(
      `insert into ${table} (probe_id, tenant_id, at, cpu, n) values ($1, $2, now(), 12.5, 1)`,
      [probe, id],
    );
}

/** No room of the product keeps one yet that could be made without a provider. */
async function secret(owner: Client, id: string, word: string): Promise<void> {
  await owner.query(
    `insert into core_secret (tenant_id, table_name, record_id, key_id, wrapped_key, sealed, changed_at, changed_by)
     values ($1, 'test', $2, $2, '\\x01', '\\x01', now(), $2)`,
    [id, `${word}-secret`],
  );
}

/** Once all of it is sealed; the checkpoint is signed every minute, so this one is put there. */
async function sealed(owner: Client, id: string) {
  await owner.query(
    `insert into audit_checkpoint (tenant_id, idx, link, at, kid, line) values ($1, 1, $2, now(), $2, $2)
     on conflict do nothing`,
    [id, `${canary(id)}-checkpoint`],
  );
  const entry = await eventually(async () => {
    const { rows } = await owner.query<{ id: string }>(
      `select id from audit_entry where tenant_id = $1 and type = 'command.sent' limit 1`,
      [id],
    );
    if (!rows[0]) throw new Error('The trail of the tenant is not sealed.');
    return rows[0].id;
  });
  return { entry, checkpoint: `${canary(id)}-checkpoint` };
}
