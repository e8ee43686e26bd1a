import type { FactCondition, FactField } from '@legator/fleet';

/** Whom words name. `host` by its id; `machine` is the one that the conversation is about. */
export interface TargetWord {
  readonly kind: 'host' | 'tag' | 'site' | 'system' | 'pattern' | 'machine';
  readonly value: string;
  /** As it was typed. */
  readonly word: string;
  /** Joined by "and" or a comma to the one of its kind before it: either fits. */
  readonly or?: true;
  /** "Not in": those that it does not name. */
  readonly not?: true;
}

/** What can only be seen by looking at the host now. */
export type Look =
  | 'disk'
  | 'memory'
  | 'processes'
  | 'memory_processes'
  | 'errors'
  | 'ports'
  | 'sessions'
  | 'kernel_log'
  | 'service_log'
  | 'failed_services'
  | 'containers'
  | 'clock';

export type Verb = 'restart' | 'start' | 'stop' | 'reload' | 'update';

/** Since midnight, since midnight of yesterday, or so many seconds. */
export type Span = 'today' | 'yesterday' | number;

interface About {
  readonly targets: readonly TargetWord[];
  readonly where: readonly FactCondition[];
}

/** What a question was understood as. */
export type Reading =
  | (About & {
      readonly kind: 'rank';
      readonly field: FactField;
      readonly direction: 'most' | 'least';
      readonly top?: number;
    })
  | (About & {
      readonly kind: 'sum';
      readonly fn: 'avg' | 'sum' | 'median';
      readonly field: FactField;
      readonly by?: FactField;
    })
  | (About & { readonly kind: 'count'; readonly by?: FactField })
  | (About & { readonly kind: 'list'; readonly silentFor?: number })
  | (About & {
      readonly kind: 'things';
      readonly list: 'service' | 'package' | 'user' | 'interface' | 'mount';
      readonly name?: string;
    })
  | (About & { readonly kind: 'service'; readonly name: string })
  | (About & { readonly kind: 'show' | 'compare'; readonly fields: readonly FactField[] })
  | (About & { readonly kind: 'about' })
  | (About & { readonly kind: 'live'; readonly look: Look; readonly name?: string })
  | (About & { readonly kind: 'act'; readonly verb: Verb; readonly name?: string })
  | (About & { readonly kind: 'changes'; readonly span: Span })
  | { readonly kind: 'needs'; readonly of?: 'approval' }
  | { readonly kind: 'help' }
  | Ambiguous
  | Unknown;

/** `words`: those that nothing was made of; where it is `unclear`, those that are known and had no place in what was read. */
export interface Unknown {
  readonly kind: 'unknown';
  readonly because: 'words' | 'change' | 'past' | 'nothing' | 'unclear';
  readonly words: readonly string[];
}

/** A word that several things are called, and nothing else was unclear. */
export interface Ambiguous {
  readonly kind: 'ambiguous';
  readonly word: string;
  readonly among: readonly TargetWord[];
}
