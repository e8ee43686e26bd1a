import type { ApprovalDetail, EvaluatedRule } from '../core/api/models';
import type { IconName } from '../ui/icon';
import type { Tone } from '../ui/tone';
import { visibleText } from '../ui/visible-text';
import { RULE_NAMES } from './rule-names';

/** A rule that was looked at, as the table "Why a human decides" shows it. */
export interface RuleRow {
  readonly key: string;
  readonly name: string;
  /** What it demands: "at most 80", or the code of the rule. */
  readonly demand: string;
  readonly message: string;
  readonly value: string;
  readonly isDecided: boolean;
  /** Held a bar against a limit and was not the reason. */
  readonly isPassed: boolean;
  readonly icon: IconName;
  readonly tone: Tone;
  readonly gauge?: { readonly value: number; readonly threshold: number; readonly max: number };
}

const ICONS: readonly (readonly [RegExp, IconName])[] = [
  [/cpu|load/, 'cpu'],
  [/memory/, 'memory-stick'],
  [/disk|mount|path|file|write/, 'hard-drive'],
  [/health/, 'stethoscope'],
  [/rate|runtime|window|time/, 'timer'],
  [/sandbox|contain/, 'container'],
  [/service/, 'settings'],
  [/package/, 'package'],
  [/network|url|host/, 'network'],
  [/secret|sensitive|credential/, 'key-round'],
  [/level|ceiling|approval|breakglass|policy/, 'shield'],
  [/risk|critical|destr|delete/, 'flame'],
  [/unknown/, 'circle-question-mark'],
];

/** Those that decided come first and once, whether policy said it as a reason, as an indicator, or as both. */
export function ruleRows({ rules }: Pick<ApprovalDetail, 'rules'>): RuleRow[] {
  const looked = rules.filter((rule) => !isReason(rule));
  const reasons = rules.filter(isReason);
  const rest = new Set(looked);
  const rows = reasons.map((reason, at) => {
    const twin = looked.find((rule) => rule.message === reason.message || rule.name === reason.name);
    if (twin) rest.delete(twin);
    return rowOf({ ...(twin ?? reason), message: reason.message, decided: true }, `reason ${at}`);
  });
  return [...rows, ...[...rest].map((rule, at) => rowOf(rule, `rule ${at}`))].sort(
    (a, b) => Number(b.isDecided) - Number(a.isDecided),
  );
}

/** The words of the command that rules looked at, longest first. */
export function markedWords({ policy_rationale: rationale }: ApprovalDetail): string[] {
  const found = rationale['indicators'];
  if (!Array.isArray(found)) return [];
  const words = found.flatMap((one: { source?: unknown; value?: unknown; drove_outcome?: unknown } | null) =>
    one?.source === 'classifier' && typeof one.value === 'string' && one.drove_outcome === true
      ? one.value.split(' ')
      : [],
  );
  return [...new Set(words.filter((word) => word.trim() !== ''))].sort((a, b) => b.length - a.length);
}

/** A text in parts, those that are to be marked named. */
export function markedParts(text: string, words: readonly string[]): { text: string; isMarked: boolean }[] {
  if (words.length === 0) return [{ text, isMarked: false }];
  const some = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  // Only whole words: "rm" is not in "format".
  const pattern = new RegExp(`(?<![\\w.-])(${some})(?![\\w.-])`, 'g');
  return text
    .split(pattern)
    .map((part, at) => ({ text: part, isMarked: at % 2 === 1 }))
    .filter(({ text: part }) => part !== '');
}

function isReason({ value, comparator, outcome, decided }: EvaluatedRule): boolean {
  return decided && value === '' && comparator === '' && outcome === 'queue';
}

function rowOf(rule: EvaluatedRule, key: string): RuleRow {
  const { name, value, comparator, threshold, decided, message } = rule;
  const gauge = gaugeOf(rule);
  const unit = name.endsWith('_percent') ? '\u2009%' : '';
  return {
    key,
    name: RULE_NAMES[name] ?? readable(name),
    demand:
      threshold === ''
        ? ''
        : `${DEMANDS[comparator] ?? visibleText(comparator)} ${visibleText(threshold)}${unit}`,
    message: visibleText(message),
    value: value === '' ? '' : visibleText(value) + unit,
    isDecided: decided,
    isPassed: !decided && comparator !== '',
    icon: ICONS.find(([pattern]) => pattern.test(name))?.[1] ?? 'info',
    tone: decided ? 'high' : comparator === '' ? 'neutral' : 'ok',
    ...(gauge ? { gauge } : {}),
  };
}

/** A policy says when it holds back; people read what is demanded. */
const DEMANDS: Readonly<Record<string, string>> = {
  '>': 'at most',
  '>=': 'below',
  '<': 'at least',
  '<=': 'at most',
  within: 'within',
};

function gaugeOf({ value, threshold }: EvaluatedRule): RuleRow['gauge'] {
  const [is, limit] = [Number(value), Number(threshold)];
  if (value === '' || threshold === '' || !Number.isFinite(is) || !Number.isFinite(limit)) return undefined;
  const top = Math.max(is, limit);
  return { value: is, threshold: limit, max: top <= 1 ? 1 : top <= 100 ? 100 : top * 1.25 };
}

/** "level.above" as "Level above". */
function readable(code: string): string {
  const words = visibleText(code).replace(/[._]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
