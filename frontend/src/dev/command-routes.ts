import { inject } from '@angular/core';
import { commandsCancel } from '../app/core/api/fn/commands/commands-cancel';
import { commandsGet } from '../app/core/api/fn/commands/commands-get';
import { directivesGet } from '../app/core/api/fn/directives/directives-get';
import { manyCommandsRunOnMany } from '../app/core/api/fn/many-commands/many-commands-run-on-many';
import { previewCommand } from '../app/core/api/fn/preview/preview-command';
import { probeCommandRun } from '../app/core/api/fn/probe-command/probe-command-run';
import { timelineOfProbe } from '../app/core/api/fn/views/timeline-of-probe';
import type {
  AuditEvent,
  CommandView,
  DirectiveView,
  OneOfManyView,
  PreviewCommand,
  RunCommand,
  RunOnMany,
  TimelineEntry,
} from '../app/core/api/models';
import { newRequestId } from '../app/run/request-id';
import type { StreamEnds } from '../app/run/command-stream';
import { DemoApprovals } from './demo-approvals';
import { DemoCommands } from './demo-commands';
import { bodyOf, DemoRefusal, on, type DemoRoute } from './demo-route';
import { DemoWorld } from './demo-world';
import { pageOf } from './paging';

/** Commands, what they would come to, and what happened to a probe. */
export function commandRoutes(): readonly DemoRoute[] {
  const world = inject(DemoWorld);
  const commands = inject(DemoCommands);
  const approvals = inject(DemoApprovals);
  const known = (view: CommandView | undefined, id = ''): CommandView => {
    if (!view) throw new DemoRefusal(404, 'not_found', `There is no command ${id}.`);
    return view;
  };
  return [
    on(previewCommand({ body: { command: '' } }), (call) => {
      const { probes = [], command = '' } = bodyOf<PreviewCommand>(call);
      return commands.preview(probes, command);
    }),
    on(probeCommandRun({ id: ':id', body: { command: '' } }), (call) => {
      const {
        request_id = newRequestId(),
        breakglass_reason,
        supersedes,
        ...said
      } = bodyOf<RunCommand>(call);
      const command = [said.command ?? '', ...(said.args ?? [])].join(' ');
      const probeId = call.params['id'] ?? '';
      if (!world.probe(probeId)?.connected)
        throw new DemoRefusal(502, 'bad_gateway', `The probe ${probeId} is not connected.`);
      const { verdict } = commands.begin(request_id, probeId, command);
      if (verdict.decision === 'deny') throw new DemoRefusal(429, 'policy_denied', verdict.reasons.join(' '));
      if (breakglass_reason) approvals.broken(supersedes, request_id, breakglass_reason);
      else if (supersedes) approvals.replace(supersedes, request_id);
      return { request_id, status: 'dispatched' as const, job_id: request_id };
    }),
    on(manyCommandsRunOnMany({ body: { command: '' } }), (call) => {
      const { probes = [], command = '' } = bodyOf<RunOnMany>(call);
      const results = probes.map((id) => beginOne(world, commands, id, command));
      return { total: results.length, results };
    }),
    on(commandsGet({ requestId: ':id' }), ({ params: { id } }) => known(commands.find(id ?? ''), id)),
    on(commandsCancel({ requestId: ':id', body: { reason: '' } }), ({ params: { id } }) =>
      known(commands.cancel(id ?? ''), id),
    ),
    on(directivesGet({ id: ':id' }), ({ params: { id } }) => asDirective(known(commands.find(id ?? ''), id))),
    on(timelineOfProbe({ id: ':id' }), ({ params: { id = '' }, query }) => {
      const kinds = query.get('kinds')?.split(',') ?? ['signal', 'directive', 'audit'];
      const told = [
        ...commands.of(id).map(asEntry),
        ...world.trail.filter(({ probe_id }) => probe_id === id).map(asSignal),
      ].sort((a, b) => b.at.localeCompare(a.at));
      if (told.length === 0 && !world.host(id))
        throw new DemoRefusal(404, 'not_found', `There is no probe ${id}.`);
      const found = told.filter(({ kind }) => kinds.includes(kind));
      const page = { cursor: query.get('before'), limit: Number(query.get('limit') ?? 50) };
      const { page: entries, next } = pageOf(found, (entry) => entry.id, page);
      return { probe_id: id, removed: !world.host(id), entries, next_cursor: next };
    }),
  ];
}

/** Tells of a command as its stream would. */
export function demoStreams(): (url: string, ends: StreamEnds) => () => void {
  const commands = inject(DemoCommands);
  return (url, ends) => {
    const id = decodeURIComponent(/commands\/([^/]+)\/stream/.exec(url)?.[1] ?? '');
    let seq = Number(new URL(url, 'http://demo').searchParams.get('last_seq') ?? 0);
    const timer = setInterval(() => {
      const view = commands.find(id);
      const common = { request_id: id, kind: 'output' as const, created_at: '' };
      if (!view || view.state === 'denied' || view.state === 'canceled') {
        clearInterval(timer);
        ends.closed();
      } else if (view.result) {
        clearInterval(timer);
        if (view.result.stdout) ends.event({ ...common, seq: ++seq, data: view.result.stdout });
        ends.event({ ...common, seq: ++seq, final: true });
      }
    }, 200);
    return () => clearInterval(timer);
  };
}

function beginOne(world: DemoWorld, commands: DemoCommands, id: string, line: string): OneOfManyView {
  const probe = world.probe(id);
  if (!probe?.connected)
    return { probe_id: id, status: 'error', error: probe ? 'not connected' : 'unknown probe' };
  const request = newRequestId();
  const { verdict } = commands.begin(request, id, line);
  const status = ({ allow: 'dispatched', queue: 'pending_approval', deny: 'denied' } as const)[
    verdict.decision
  ];
  return {
    ...{ probe_id: id, status, request_id: request, directive_id: request },
    ...(status === 'dispatched' ? {} : { message: verdict.reasons.join(' ') }),
  };
}

function asDirective(view: CommandView): DirectiveView {
  const status = {
    pending_approval: 'requested',
    queued: 'requested',
    dispatched: 'running',
    running: 'running',
    succeeded: 'succeeded',
    failed: 'failed',
    canceled: 'canceled',
    denied: 'canceled',
  } as const;
  const decision = view.state === 'denied' ? 'deny' : view.approval_id ? 'queue' : 'allow';
  return {
    id: view.directive_id,
    type: 'command.run',
    summary: view.argv.join(' '),
    subject: { type: 'probe', id: view.probe_id },
    payload: {},
    status: status[view.state],
    gate: view.state === 'pending_approval' ? 'pending' : 'none',
    decision,
    level: view.level,
    risk: view.risk,
    reasons: view.reasons,
    requested_by: view.requested_by,
    requested_at: view.requested_at,
    scheduled_at: view.requested_at,
    started_at: view.started_at,
    completed_at: view.completed_at,
    ...{ approval_id: view.approval_id, attempt: 1, correlation_id: null, error_kind: null },
    ...{ error_message: null, not_after: null, parent_id: null, phase: null, reason: null, result: null },
  };
}

function asEntry(view: CommandView): TimelineEntry {
  const { status, gate, summary, requested_by: actor } = asDirective(view);
  return {
    ...{ id: view.request_id, at: view.requested_at, kind: 'directive', type: 'command.run' },
    ...{ summary, command: summary, actor, status, gate, level: view.level, risk: view.risk },
    directive_id: view.directive_id,
    request_id: view.request_id,
    ...(view.result ? { exit_code: view.result.exit_code } : {}),
  };
}

function asSignal({ id, timestamp, type, summary, actor, actor_id, actor_type }: AuditEvent): TimelineEntry {
  const who = { type: actor_type, id: actor_id, name: actor };
  return { id, at: timestamp, kind: 'signal', type, summary, actor: who };
}
