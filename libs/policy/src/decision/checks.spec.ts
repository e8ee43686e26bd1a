import type { PolicyInput } from '@legator/contracts';
import { loadReaders } from '@legator/shell';
import { argv, cpu, decided, judged, look, writes, type Over } from '../testing.js';

const WINDOW = { days: ['wed' as const], from: '11:00', to: '13:00', time_zone: 'UTC' };

beforeAll(() => loadReaders(), 60_000);

it.each<[string, Partial<PolicyInput>, Over, string, string]>([
  ['level', { level: 'diagnose' }, {}, 'queue', 'above_level'],
  ['blocked', { blocked: ['systemctl  Restart'] }, {}, 'deny', 'policy.blocked'],
  ['blocked, by the full path', { blocked: ['rm'] }, argv('/bin/rm', 'x'), 'deny', 'policy.blocked'],
  [
    'blocked, in a line',
    { blocked: ['rm'] },
    { command: { argv: [], line: ' rm x | cat' } },
    'deny',
    'policy.blocked',
  ],
  [
    'blocked, within a line',
    { blocked: ['rm'] },
    { command: { argv: [], line: 'uptime; /bin/rm x | cat' } },
    'deny',
    'policy.blocked',
  ],
  [
    'allowed, in a line with something else',
    { allowed: ['uptime'] },
    { command: { argv: [], line: 'uptime; rm x' } },
    'deny',
    'policy.not_allowed',
  ],
  ['allowed', { allowed: ['uptime'] }, {}, 'deny', 'policy.not_allowed'],
  [
    'allowed, by the name of a file of somebody',
    { allowed: ['uptime'] },
    argv('/tmp/uptime'),
    'deny',
    'policy.not_allowed',
  ],
  [
    'changes of which nothing is seen',
    { capture: 'required' },
    {
      judgement: judged([{ kind: 'container', verb: 'restart', target: 'web' }]),
      target: { captures: true },
    },
    'queue',
    'policy.capture',
  ],
  ['changes at a probe that does not look', { capture: 'required' }, {}, 'queue', 'policy.capture'],
  ['block', { block: [{ kind: 'service', then: 'deny' }] }, {}, 'deny', 'policy.block'],
  ['block, asking', { block: [{ target: 'nginx', then: 'queue' }] }, {}, 'queue', 'policy.block'],
  ['allow', { allow: [{ kind: 'service', target: 'postgres*' }] }, {}, 'queue', 'policy.allow'],
  [
    'paths',
    { paths: [{ match: '/etc', on: 'change', then: 'queue' }] },
    { judgement: writes('/etc/nginx/x') },
    'queue',
    'policy.protected_path',
  ],
  [
    'paths, from above',
    { paths: [{ match: '/etc/ssl', on: 'change', then: 'deny' }] },
    { judgement: writes('/etc') },
    'deny',
    'policy.protected_path',
  ],
  [
    'paths, by pattern',
    { paths: [{ match: '/home/*/.ssh', on: 'change', then: 'deny' }] },
    { judgement: writes('/home/ana/.ssh/config') },
    'deny',
    'policy.protected_path',
  ],
  [
    'paths, in disguise',
    { paths: [{ match: '/etc', on: 'change', then: 'deny' }] },
    { judgement: writes('/srv/../etc/x') },
    'deny',
    'policy.protected_path',
  ],
  [
    'paths, where nobody tells which',
    { paths: [{ match: '/etc', on: 'change', then: 'deny' }] },
    { judgement: writes('*') },
    'queue',
    'policy.protected_path',
  ],
  [
    'paths, looked at',
    { paths: [{ match: '/etc', on: 'any', then: 'deny' }] },
    { judgement: look, ...argv('cat', '/etc/hosts') },
    'deny',
    'policy.protected_path',
  ],
  [
    'services',
    { services: [{ match: 'nginx', on: 'change', then: 'queue' }] },
    {},
    'queue',
    'policy.protected_service',
  ],
  [
    'hosts, the probe itself',
    { hosts: [{ match: 'web-*', on: 'change', then: 'queue' }] },
    {},
    'queue',
    'policy.protected_host',
  ],
  [
    'hosts, spoken to',
    { hosts: [{ match: 'db.internal', on: 'change', then: 'deny' }] },
    { judgement: judged([{ kind: 'network', verb: 'post', target: 'https://u@db.internal:5432/x' }]) },
    'deny',
    'policy.protected_host',
  ],
  ['windows', { windows: [{ ...WINDOW, to: '12:00' }] }, {}, 'queue', 'policy.window'],
  [
    'outside_windows',
    { windows: [{ ...WINDOW, days: ['thu'] }], outside_windows: 'deny' },
    {},
    'deny',
    'policy.window',
  ],
  [
    'rate of a probe',
    { rate: { per_probe: 5, then: 'queue' } },
    { counts: { probe: 5 } },
    'queue',
    'policy.rate_probe',
  ],
  [
    'rate of the tenant',
    { rate: { per_tenant: 5, then: 'deny' } },
    { counts: { tenant: 5 } },
    'deny',
    'policy.rate_tenant',
  ],
  ['max_targets', { max_targets: 2 }, { counts: { targets: 3 } }, 'queue', 'policy.max_targets'],
  ['max_runtime_sec', { max_runtime_sec: 20 }, {}, 'deny', 'policy.max_runtime'],
  [
    'capacity',
    { capacity: { conditions: [cpu], applies_to: 'change', missing: 'ignore' } },
    { capacity: { cpu_percent: 91 } },
    'queue',
    'capacity.cpu_percent',
  ],
  [
    'capacity, low',
    {
      capacity: {
        conditions: [{ ...cpu, indicator: 'health', comparator: '<', threshold: 50, then: 'deny' }],
        applies_to: 'change',
        missing: 'ignore',
      },
    },
    { capacity: { health: 49 } },
    'deny',
    'capacity.health',
  ],
  [
    'capacity, of a look',
    { capacity: { conditions: [cpu], applies_to: 'all', missing: 'ignore' } },
    { judgement: look, capacity: { cpu_percent: 91 } },
    'queue',
    'capacity.cpu_percent',
  ],
  [
    'capacity, unknown',
    { capacity: { conditions: [cpu], applies_to: 'change', missing: 'queue' } },
    {},
    'queue',
    'capacity.cpu_percent',
  ],
  [
    'approval_mode mutation_gate',
    { approval_mode: 'mutation_gate' },
    {},
    'queue',
    'approval.required.mutation_gate',
  ],
  [
    'approval_mode every_action',
    { approval_mode: 'every_action' },
    { judgement: look },
    'queue',
    'approval.required.every_action',
  ],
  [
    'approval_mode two_person',
    { approval_mode: 'two_person' },
    { judgement: look },
    'queue',
    'approval.required.two_person',
  ],
  ['sandbox', { sandbox: 'required' }, { judgement: look }, 'deny', 'not_contained'],
  [
    'execution class',
    {
      execution_class_required: 'breakglass_direct',
      breakglass: { enabled: true, allowed_reasons: ['data_recovery'], require_typed_confirmation: false },
    },
    {},
    'queue',
    'approval.breakglass_required',
  ],
  [
    'execution class, of a look',
    {
      execution_class_required: 'breakglass_direct',
      breakglass: { enabled: true, allowed_reasons: ['data_recovery'], require_typed_confirmation: false },
    },
    { judgement: look },
    'deny',
    'policy.breakglass_not_applicable',
  ],
])('tightens by %s', (_field, fields, over, decision, code) => {
  const verdict = decided(fields, over);
  expect({ decision: verdict.decision, code: verdict.reasons[0]!.code }).toEqual({ decision, code });
  expect(verdict.reasons[0]!.text).toMatch(/^[A-Z].*\.$/);
  expect(verdict.rationale['summary']).toMatch(new RegExp(`^${decision} \\(.+\\)$`));
});

it.each<[string, Partial<PolicyInput>, Over]>([
  ['blocked, something else', { blocked: ['rm'] }, {}],
  ['allowed, this', { allowed: ['systemctl restart'] }, {}],
  [
    'allowed, where the system keeps it',
    { allowed: ['systemctl restart'] },
    argv('/usr/bin/systemctl', 'restart', 'nginx'),
  ],
  ['block, something else', { block: [{ kind: 'package', then: 'deny' }] }, {}],
  ['allow, this', { allow: [{ kind: 'service', target: 'nginx*' }] }, {}],
  ['allow, of a look', { allow: [{ kind: 'service', target: 'x' }] }, { judgement: look }],
  [
    'paths, beside it',
    { paths: [{ match: '/etc', on: 'change', then: 'deny' }] },
    { judgement: writes('/etcetera/x') },
  ],
  [
    'paths, read',
    { paths: [{ match: '/etc', on: 'change', then: 'deny' }] },
    { judgement: look, ...argv('cat', '/etc/hosts') },
  ],
  ['services, another', { services: [{ match: 'postgres', on: 'change', then: 'deny' }] }, {}],
  ['hosts, another', { hosts: [{ match: 'db-*', on: 'change', then: 'deny' }] }, {}],
  ['windows, open', { windows: [WINDOW] }, {}],
  ['windows, of a look', { windows: [{ ...WINDOW, days: ['thu'] }] }, { judgement: look }],
  ['rate, not reached', { rate: { per_probe: 5, then: 'queue' } }, { counts: { probe: 4 } }],
  ['max_targets, reached', { max_targets: 2 }, { counts: { targets: 2 } }],
  ['max_runtime_sec, none', { max_runtime_sec: 0 }, {}],
  [
    'capacity, fine',
    { capacity: { conditions: [cpu], applies_to: 'change', missing: 'queue' } },
    { capacity: { cpu_percent: 90 } },
  ],
  ['capacity, ignored', { capacity: { conditions: [cpu], applies_to: 'change', missing: 'ignore' } }, {}],
  ['sandbox, where one works', { sandbox: 'required' }, { judgement: look, target: { sandboxed: true } }],
])('leaves alone by %s', (_field, fields, over) => {
  expect(decided(fields, over).decision).toBe('allow');
});
