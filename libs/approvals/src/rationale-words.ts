import type { EvaluatedRule, Level, Reversibility } from '@legator/contracts';

type Rationale = Readonly<Record<string, unknown>>;

/** The rules that were looked at, in upstream's form of them; what decided comes first. */
export function rulesOf(rationale: Rationale): EvaluatedRule[] {
  const reasons = records(rationale['reasons']).map((reason) => ({
    ...{ name: text(reason['code']), value: '', comparator: '', threshold: '', outcome: 'queue' },
    ...{ decided: true, message: text(reason['text']) },
  }));
  const looked = records(rationale['indicators']).map((rule) => ({
    name: text(rule['name']),
    value: text(rule['value']),
    comparator: text(rule['comparator']),
    threshold: text(rule['threshold']),
    outcome: text(rule['effect'] ?? rule['outcome'] ?? rule['severity']),
    decided: rule['drove_outcome'] === true,
    message: text(rule['message']),
  }));
  // What the judge gave as a reason is said once, with the words that it looked at.
  const isLooked = (reason: EvaluatedRule) =>
    looked.some(({ name, message }) => name === reason.name && message === reason.message);
  return [
    ...reasons.filter((reason) => !isLooked(reason)),
    ...looked.filter(({ decided }) => decided),
    ...looked.filter(({ decided }) => !decided),
  ];
}

/** What the judge found that it would do, in words. */
export function effectsOf(rationale: Rationale): string[] {
  const said = rationale['effects'];
  const found = Array.isArray(said)
    ? said.map((one) => (typeof one === 'string' ? one : text((one as Rationale | null)?.['text'])))
    : records(rationale['indicators']).map((rule) => text(rule['message']));
  return [...new Set(found.filter((one) => one !== ''))];
}

/** Whether it can be taken back, as policy says; what only looks has nothing to take back. */
export function reversibleOf(rationale: Rationale, level: Level): Reversibility {
  const said = rationale['reversible'];
  if (typeof said === 'boolean') return said ? 'yes' : 'no';
  return level === 'remediate' ? 'unknown' : 'changes_nothing';
}

function records(value: unknown): Rationale[] {
  return Array.isArray(value)
    ? value.filter((one): one is Rationale => !!one && typeof one === 'object')
    : [];
}

/** Any value as people read it; objects as JSON. */
function text(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}
