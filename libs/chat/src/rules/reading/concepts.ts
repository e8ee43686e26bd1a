import type { FactCondition, FactField } from '@legator/fleet';
import type { Look } from './reading.js';

/** What is asked about, before it is clear which number of it. */
export type Base =
  | 'disk'
  | 'mount'
  | 'memory'
  | 'swap'
  | 'cpu'
  | 'cores'
  | 'load'
  | 'uptime'
  | 'process'
  | 'network'
  | 'health'
  | 'package'
  | 'service'
  | 'user'
  | 'interface'
  | 'address'
  | 'kernel'
  | 'os'
  | 'arch'
  | 'version'
  | 'tag'
  | 'site'
  | 'level'
  | 'status'
  | 'last_seen'
  | 'registered';

export type Aspect = 'free' | 'used' | 'total' | 'space' | 'pressure' | 'per_cpu';

/** What words mean by themselves; what a question means follows from all of them. */
export type Concept =
  | { readonly is: 'base'; readonly base: Base }
  | { readonly is: 'aspect'; readonly aspect: Aspect }
  | {
      readonly is: 'rank';
      readonly direction: 'most' | 'least' | 'worst' | 'best' | 'new' | 'old';
      readonly field?: FactField;
    }
  | {
      readonly is: 'ask';
      readonly ask: 'count' | 'list' | 'which' | 'much' | 'yes' | 'compare' | 'about' | 'where' | 'have';
    }
  | { readonly is: 'fn'; readonly fn: 'avg' | 'sum' | 'median' }
  | { readonly is: 'compare'; readonly op: FactCondition['op'] }
  | { readonly is: 'state'; readonly state: State }
  | { readonly is: 'look'; readonly look: Look }
  | { readonly is: 'needs'; readonly of?: 'approval' }
  | { readonly is: 'span'; readonly span: 'today' | 'yesterday' | 'last' }
  | { readonly is: Plain };

export type Plain =
  | 'noun'
  | 'top'
  | 'group'
  | 'on'
  | 'of'
  | 'and'
  | 'not'
  | 'run'
  | 'called'
  | 'changed'
  | 'help'
  | 'past'
  | 'change'
  | 'silent'
  | 'stop';

export type State =
  'offline' | 'online' | 'degraded' | 'pending' | 'failed' | 'up' | 'stopped' | 'installed' | 'enabled';
