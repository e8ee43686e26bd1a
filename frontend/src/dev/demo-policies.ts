import { Injectable, inject } from '@angular/core';
import type {
  Level,
  PolicyAssignmentView,
  PolicyForesight,
  PolicyInput,
  PolicyUpdate,
  PolicyVersionView,
  PolicyView,
  ProbePolicyView,
  ProbeView,
} from '../app/core/api/models';
import { DemoRefusal } from './demo-route';
import { DemoWorld } from './demo-world';

type Document = PolicyVersionView['document'];
type Scope = PolicyAssignmentView['scope'];

const OPEN = {
  outside_windows: 'queue',
  execution_class_required: 'diagnose_sandbox',
  sandbox: 'preferred',
  approval_mode: 'mutation_gate',
  require_second_approver: false,
  self_approval: 'medium',
  breakglass: { enabled: false, require_typed_confirmation: false },
} as const;
const RANK: Readonly<Record<Level, number>> = { observe: 1, diagnose: 2, remediate: 3 };
const BUILT_IN = '2026-01-01T00:00:00.000Z';

const BUILT_INS: readonly (Document & { id: string })[] = [
  {
    ...OPEN,
    id: 'observe-only',
    name: 'Observe Only',
    level: 'observe',
    description: 'Looks, and changes nothing.',
    approval_mode: 'none',
    blocked: ['rm', 'kill', 'reboot'],
  },
  {
    ...OPEN,
    id: 'diagnose',
    name: 'Diagnose',
    level: 'diagnose',
    description: 'Looks closely; changes wait for a person.',
    blocked: ['rm -rf', 'mkfs'],
  },
  {
    ...OPEN,
    id: 'full-remediate',
    name: 'Full Remediate',
    level: 'remediate',
    description: 'Every change waits for a person.',
    blocked: ['rm -rf /', 'mkfs'],
  },
];
const OWN: Document = {
  ...OPEN,
  name: 'Web hardening',
  description: 'Web servers of production: nothing below /etc/nginx changes by itself.',
  level: 'diagnose',
  blocked: ['rm -rf', 'mkfs'],
  paths: [{ match: '/etc/nginx', on: 'change', then: 'queue' }],
  services: [{ match: 'postgresql*', on: 'any', then: 'deny' }],
  windows: [
    { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '22:00', to: '04:00', time_zone: 'Europe/Berlin' },
  ],
  rate: { per_probe: 60, then: 'queue' },
};

/** The policies of the demo: written, applied and held in memory. */
@Injectable({ providedIn: 'root' })
export class DemoPolicies {
  private readonly world = inject(DemoWorld);
  private readonly stored = new Map<string, readonly PolicyVersionView[]>();
  private applied: readonly PolicyAssignmentView[] = [];

  constructor() {
    for (const { id, ...document } of BUILT_INS)
      this.stored.set(id, [this.versionOf(1, document, 'Legator', BUILT_IN)]);
    this.write('web-hardening', OWN, 'First draft');
    this.write(
      'web-hardening',
      { ...OWN, blocked: ['rm -rf', 'mkfs', 'dd'], rate: { per_probe: 30, then: 'queue' } },
      'After the incident of Tuesday',
    );
    this.put({ type: 'tag', id: 'web' }, 'web-hardening', 1);
  }

  list(): PolicyView[] {
    return [...this.stored.keys()].map((id) => this.view(id));
  }

  view(id: string): PolicyView {
    const versions = this.versions(id);
    const { document, version, created_at } = versions[0]!;
    return {
      ...{ ...document, id, version, builtin: isBuiltIn(id), created_at: versions.at(-1)!.created_at },
      ...{ updated_at: created_at, sandbox_required: document.sandbox === 'required' },
    };
  }

  versions(id: string): readonly PolicyVersionView[] {
    const found = this.stored.get(id);
    if (!found) throw new DemoRefusal(404, 'not_found', `There is no policy ${id}.`);
    return found;
  }

  /** As its next version; under an id of its name when there is none. */
  save(input: Partial<PolicyUpdate>, id = idOf(input.name ?? '')): PolicyView {
    if (isBuiltIn(id)) throw new DemoRefusal(409, 'policy.built_in', `${id} comes with the program.`);
    const { note, based_on, ...fields } = input;
    const newest = this.stored.get(id)?.[0]?.version;
    if (based_on && based_on !== newest)
      throw new DemoRefusal(409, 'policy.newer_version', `${id} is at version ${newest} by now.`);
    this.write(id, completed(fields), note ?? null);
    this.world.happened({ type: 'policy.written', summary: `The policy ${fields.name ?? id} was written.` });
    return this.view(id);
  }

  remove(id: string): void {
    if (this.applied.some(({ policy_id }) => policy_id === id))
      throw new DemoRefusal(409, 'policy.in_use', `${id} is applied somewhere.`);
    this.stored.delete(id);
    this.world.happened({ type: 'policy.removed', summary: `The policy ${id} was removed.` });
  }

  assignments(): PolicyAssignmentView[] {
    return this.applied.map((one) => ({
      ...one,
      newest: this.stored.get(one.policy_id)?.[0]?.version ?? null,
    }));
  }

  apply(scope: Scope, id: string | null, version?: number): PolicyForesight {
    const foresight = this.foresee(scope, id, version);
    if (id === null) this.applied = this.applied.filter((one) => !same(one.scope, scope));
    else this.put(scope, id, foresight.version ?? 1);
    for (const { probe_id, becomes } of foresight.probes) this.world.setLevel(probe_id, becomes.level);
    this.world.happened({
      type: 'policy.changed',
      summary: `${foresight.changed} probes go by another policy.`,
    });
    return foresight;
  }

  foresee(scope: Scope, id: string | null, version?: number): PolicyForesight {
    const at = id === null ? null : (version ?? this.versions(id)[0]!.version);
    const others = this.applied.filter((one) => !same(one.scope, scope));
    const after = id === null || at === null ? others : [...others, this.assignment(scope, id, at)];
    const targets = this.world.probes().filter((probe) => concerns(scope, probe));
    const found = targets
      .map((probe) => ({
        ...{
          probe_id: probe.id,
          hostname: probe.hostname,
          connected: probe.connected,
          ceiling: probe.ceiling ?? null,
        },
        was: this.goes(probe, this.applied),
        becomes: this.goes(probe, after),
      }))
      .filter(({ was, becomes }) => JSON.stringify(was) !== JSON.stringify(becomes))
      .map((one) => ({ ...one, looser: RANK[one.becomes.level] > RANK[one.was.level] }));
    const looser = found.filter((one) => one.looser).length;
    return {
      ...{ scope, policy_id: id, version: at, total: targets.length, changed: found.length, looser },
      ...{ needs_admin: looser > 0, probes: found, truncated: false },
    };
  }

  ofProbe(probe: ProbeView): ProbePolicyView {
    const { level, policies } = this.goes(probe, this.applied);
    const at = new Date(this.world.now()).toISOString();
    const isGiven = policies.length > 0;
    const reported = { revision: 1, level, sandbox: 'preferred', at, refused: null };
    return {
      ...{ probe_id: probe.id, level, policies, sandbox: 'preferred', revision: isGiven ? 1 : 0 },
      ...{ drift: isGiven ? (probe.connected ? 'none' : 'unreported') : 'unassigned', drift_note: null },
      ...{ reported: isGiven && probe.connected ? reported : null, set_at: isGiven ? at : null },
    };
  }

  drifts(): ProbePolicyView[] {
    return this.world
      .probes()
      .map((probe) => this.ofProbe(probe))
      .filter(({ drift }) => drift !== 'none' && drift !== 'unassigned');
  }

  private goes(probe: ProbeView, applied: readonly PolicyAssignmentView[]) {
    const own = applied.filter(({ scope }) => scope.type === 'probe' && scope.id === probe.id);
    const held = own.length > 0 ? own : applied.filter(({ scope }) => concerns(scope, probe));
    const levels = held.map(({ policy_id, version }) => this.documentOf(policy_id, version).level);
    const level = levels.reduce<Level | undefined>((a, b) => (a && RANK[a] < RANK[b] ? a : b), undefined);
    return {
      level: level ?? probe.policy_level,
      policies: held.map(({ policy_id, version, scope }) => ({ policy_id, version, via: scope })),
    };
  }

  private documentOf(id: string, version: number): Document {
    return (this.versions(id).find((one) => one.version === version) ?? this.versions(id)[0]!).document;
  }

  private put(scope: Scope, id: string, version: number): void {
    this.applied = [
      ...this.applied.filter((one) => !same(one.scope, scope)),
      this.assignment(scope, id, version),
    ];
  }

  private assignment(scope: Scope, policy_id: string, version: number): PolicyAssignmentView {
    return {
      scope,
      policy_id,
      version,
      newest: null,
      by: 'admin',
      at: new Date(this.world.now()).toISOString(),
    };
  }

  private write(id: string, document: Document, note: string | null): void {
    const before = this.stored.get(id) ?? [];
    const at = new Date(this.world.now()).toISOString();
    this.stored.set(id, [{ ...this.versionOf(before.length + 1, document, 'admin', at), note }, ...before]);
  }

  private versionOf(
    version: number,
    document: Document,
    name: string,
    created_at: string,
  ): PolicyVersionView {
    return { version, document, created_at, note: null, author: { type: 'local', id: 'local', name } };
  }
}

export function completed(input: Partial<PolicyInput>): Document {
  return { ...OPEN, level: 'observe', name: '', ...input } as Document;
}

function isBuiltIn(id: string): boolean {
  return BUILT_INS.some((one) => one.id === id);
}

function idOf(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'policy'
  );
}

function same(a: Scope, b: Scope): boolean {
  return a.type === b.type && a.id === b.id;
}

function concerns(scope: Scope, { id, tags }: ProbeView): boolean {
  return scope.type === 'tag' ? tags.includes(scope.id) : scope.id === id;
}
