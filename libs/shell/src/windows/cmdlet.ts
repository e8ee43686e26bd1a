import type { EffectRow } from '../effects.js';
import type { Level } from '@legator/contracts';

/** What is known of one cmdlet. A parameter that nothing here allows is never granted. */
export interface Cmdlet {
  /** Granted level; `observe` unless said. */
  level?: Level;
  /** Why a person decides about it at every level. */
  asks?: string;
  /** Why it shows secrets, whatever the words. */
  secret?: string;
  effects?: readonly EffectRow[];
  /** Any words: only together with `asks` or `secret`. */
  open?: boolean;
  /** Parameters, parted by blanks: `Name|n=wild Recurse`. Without a kind it is a switch. */
  with?: string;
  /** Names of the parameters that words without a name belong to, in order. */
  at?: string;
  /** Parameters one of which must be there. */
  needs?: string;
  /** `-WhatIf` makes it say what it would do, and do nothing. */
  dry?: boolean;
  /**
   * What may be piped into it: anything, since it only gives it another form (`shape`), or what a `Get-` of the same noun
   * found by name (`same`). Nothing unless said.
   */
  takes?: 'shape' | 'same';
  /** It hands on files (`lists`) or reads the contents of those piped into it (`reads`). */
  files?: 'lists' | 'reads';
}

/** Many cmdlets of which the same is known. */
export function all(names: string, cmdlet: Cmdlet): Record<string, Cmdlet> {
  return Object.fromEntries(names.split(/\s+/).map((name) => [name, cmdlet]));
}
