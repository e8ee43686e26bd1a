import { higher, type Level, type Risk } from '@legator/contracts';
import type { Effect } from './effects.js';

/** Why a command was judged so: the rule, the words it looked at, and a sentence for people. */
export interface JudgementReason {
  rule: string;
  words: string[];
  text: string;
}

/** What a command would do, as far as its words tell. */
export interface Judgement {
  /** The level it needs. Anything that is not known needs `remediate`. */
  level: Level;
  risk: Risk;
  /** Whether somebody has said what every word of it does. If not, a person decides. */
  known: boolean;
  /** Whether it would show secrets. Then it needs a person, whatever the level of the probe. */
  sensitive: boolean;
  /** Known, and still a person decides at every level: it destroys, opens the host, takes away a control or hides. */
  asks: boolean;
  /**
   * Whether it reaches beyond files and processes of this host: names, sockets, other machines. What is not known may.
   * Nothing of level `observe` does, so a sandbox for it needs no network.
   */
  network: boolean;
  /** All that it would touch, as far as that is known. */
  effects: Effect[];
  /** Words that stand where paths do, whatever is done there: what is only listed is no effect. */
  named?: string[] | undefined;
  /** Never empty; what weighs most comes first. */
  reasons: JudgementReason[];
}

const RISKS: Record<Risk, number> = { low: 0, medium: 1, high: 2, critical: 3 };

/** The worse of two risks. */
export function worse(a: Risk, b: Risk): Risk {
  return RISKS[a] >= RISKS[b] ? a : b;
}

/** Several commands that all run: as bad as the worst of them in every respect. */
export function combine(all: readonly Judgement[]): Judgement {
  const effects = new Map(
    all.flatMap((one) => one.effects.map((effect): [string, Effect] => [JSON.stringify(effect), effect])),
  );
  const named = [...new Set(all.flatMap((one) => one.named ?? []))];
  return {
    level: all.reduce<Level>((level, one) => higher(level, one.level), 'observe'),
    risk: all.reduce<Risk>((risk, one) => worse(risk, one.risk), 'low'),
    known: all.every(({ known }) => known),
    sensitive: all.some(({ sensitive }) => sensitive),
    asks: all.some(({ asks }) => asks),
    network: all.some(({ network }) => network),
    effects: [...effects.values()],
    ...(named.length > 0 ? { named } : {}),
    reasons: all.toSorted((a, b) => weight(b) - weight(a)).flatMap(({ reasons }) => reasons),
  };
}

function weight({ known, sensitive, asks, level, risk }: Judgement): number {
  const held = (asks ? 4 : 0) + (sensitive ? 3 : 0) + (known ? 0 : 2);
  return held * 100 + (level === 'remediate' ? 20 : level === 'diagnose' ? 10 : 0) + RISKS[risk];
}

const NOTHING: Judgement = {
  level: 'observe',
  risk: 'low',
  known: true,
  sensitive: false,
  asks: false,
  network: false,
  effects: [],
  reasons: [],
};

/** What nobody has said anything about. */
export function unknown(reason: JudgementReason, risk: Risk, effects: Effect[] = []): Judgement {
  return { ...NOTHING, level: 'remediate', risk, known: false, network: true, effects, reasons: [reason] };
}

/** What shows secrets. */
export function secret(reason: JudgementReason, effects: Effect[] = []): Judgement {
  return { ...NOTHING, level: 'remediate', risk: 'high', sensitive: true, effects, reasons: [reason] };
}

/** What is known, and a person decides about. */
export function asking(reason: JudgementReason, risk: Risk, effects: Effect[] = []): Judgement {
  return {
    ...NOTHING,
    level: 'remediate',
    risk,
    asks: true,
    network: reaches(effects),
    effects,
    reasons: [reason],
  };
}

/** What is known, up to a level. */
export function granted(
  level: Level,
  risk: Risk,
  reasons: JudgementReason[],
  effects: Effect[] = [],
): Judgement {
  return { ...NOTHING, level, risk, network: reaches(effects), reasons, effects };
}

function reaches(effects: readonly Effect[]): boolean {
  return effects.some(({ kind }) => kind === 'network');
}
