/** Fields in the order in which somebody reads them; what is not here follows by name. */
const ORDER = [
  ...[
    'name',
    'description',
    'level',
    'approval_mode',
    'self_approval',
    'require_second_approver',
    'breakglass',
  ],
  ...['allowed', 'blocked', 'allow', 'block', 'paths', 'services', 'hosts'],
  ...['windows', 'outside_windows', 'rate', 'max_targets', 'max_runtime_sec', 'capacity'],
  ...[
    'sandbox',
    'sandbox_required',
    'capture',
    'execution_class_required',
    'runtime_class',
    'cpu_millis',
    'memory_mib',
  ],
  ...['allowed_scopes', 'allowed_capabilities', 'note'],
];

/** A template as JSON, always in the same order, so that two of them can be compared line by line. */
export function documentText(document: object): string {
  return JSON.stringify(ordered(document), null, 2);
}

export function ordered(document: object): Record<string, unknown> {
  const place = (key: string) => (ORDER.includes(key) ? ORDER.indexOf(key) : ORDER.length);
  const entries = Object.entries(document).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(entries.sort(([a], [b]) => place(a) - place(b) || a.localeCompare(b)));
}
