import type { CapacityCondition } from '@legator/contracts';
import { isChange, type CapacityFacts, type Check, type Finding } from './facts.js';

const NAMES: Record<CapacityCondition['indicator'], string> = {
  cpu_percent: 'the use of its processors',
  memory_percent: 'the use of its memory',
  disk_percent: 'the use of its fullest disk',
  load_per_core: 'its load per core',
  health: 'its health',
};

/** How the probe is before a command runs there. It can only tighten. */
export const capacityCheck: Check = function* ({ document }, facts) {
  const { capacity } = document;
  if (!capacity || (capacity.applies_to === 'change' && !isChange(facts))) return;
  for (const condition of capacity.conditions) yield look(condition, facts.capacity, capacity.missing);
};

function look(condition: CapacityCondition, facts: CapacityFacts, missing: 'ignore' | 'queue'): Finding {
  const { indicator, comparator, threshold, then } = condition;
  const value = facts[indicator];
  const looked = { code: `capacity.${indicator}`, source: 'probe_vitals', comparator, threshold };
  const name = NAMES[indicator];
  if (value === undefined)
    return {
      ...looked,
      ...(missing === 'queue' && { then: 'queue' as const }),
      text: `Nobody knows ${name} now.`,
    };
  const wrong = comparator === '>' ? value > threshold : value < threshold;
  const shown = Math.round(value * 100) / 100;
  const text = `${name.charAt(0).toUpperCase()}${name.slice(1)} is ${shown}; the policy holds back what comes ${comparator === '>' ? 'above' : 'below'} ${threshold}.`;
  return { ...looked, value: shown, ...(wrong && { then }), text };
}
