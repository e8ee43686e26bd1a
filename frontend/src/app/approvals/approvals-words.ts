import type { ApprovalState, ApprovalStanding, Reversibility } from '../core/api/models';
import { countText } from '../ui/number-text';
import type { QueueTab } from './approvals-store';

const people = (count: number) =>
  count === 1 ? 'one person' : count === 2 ? 'two people' : `${count} people`;

/** Every text of this feature. */
export const WORDS = {
  title: 'Approvals',
  request: 'Request',
  risks: { low: 'Low', medium: 'Medium', high: 'High', critical: 'Critical' },
  queue: {
    label: 'Queue',
    tabs: { waiting: 'Waiting', mine: 'Mine', decided: 'Decided', review: 'Review' } satisfies Record<
      QueueTab,
      string
    >,
    lists: {
      waiting: 'Requests that wait for a decision',
      mine: 'Requests of yours',
      decided: 'Requests that were decided or ended',
      review: 'Broken glass that nobody has looked at',
    } satisfies Record<QueueTab, string>,
    filter: 'Filter the queue',
    placeholder: 'Host, command, person, risk',
    clear: 'Clear filter',
    recent: 'Recently decided',
    more: 'Show more',
    by: (name: string) => name,
    shown: (count: number) => (count === 1 ? '1 request' : `${countText(count)} requests`),
    fresh: (count: number) => `${count} new — show`,
    empty: {
      waiting: ['Nothing waits for you', 'What policy holds back for a person shows up here.'],
      mine: ['You have not asked for anything', 'What you run and policy holds back shows up here.'],
      decided: ['Nothing has been decided yet', 'Every decision stays here, with who decided and why.'],
      review: ['No broken glass', 'Whoever runs something without waiting for approval shows up here.'],
    } satisfies Record<QueueTab, readonly [string, string]>,
    none: 'No requests match',
  },
  open: 'Choose a request',
  openText: 'Its command, why it waits, and the decision are shown here.',
  gone: 'This request does not exist',
  goneText: 'The link is wrong, or its record is past its time. What happened stays in the audit trail.',
  toQueue: 'Back to the queue',
  copyLink: 'Copy link',
  copied: 'Link copied',
  askedBy: (name: string, kind: string) =>
    kind === 'user' || kind === 'local'
      ? `asked by ${name}`
      : `asked by the ${kind.replace('_', ' ')} ${name}`,
  longRisk: (word: string) => `${word} risk`,
  treated: 'No rationale was recorded, so it is treated as high risk.',
  command: 'Command',
  prompt: '$',
  hidden: 'Characters that cannot be seen are written out.',
  typed: 'As it was typed',
  note: 'Reason given',
  proposedBy: ({ model, untrusted }: { model: string | null; untrusted: boolean }) => {
    if (model === null) return 'Asked for in chat.';
    return untrusted
      ? 'Proposed by a model in chat, after it read what hosts wrote.'
      : 'Proposed by a model in chat.';
  },
  conversation: 'Open the conversation',
  why: {
    title: 'Why a human decides',
    policy: (version: string) => `Policy ${version}`,
    none: 'No rationale was recorded.',
    decided: 'Decided',
    passed: 'Passed',
    looked: 'Looked at',
  },
  changes: {
    title: 'What changes',
    none: 'The judge found nothing that it would change.',
    reversible: 'Can it be taken back?',
    level: 'Level',
  },
  touches: {
    title: 'What it touches',
    one: '1 thing on this host',
    many: (count: number) => `${countText(count)} things on this host`,
    unknown: 'not known',
    more: (count: number) => `and ${countText(count)} more`,
    targets: (count: number) => `${countText(count)} targets`,
    tags: 'Tags',
    waves: (canary: string | number, most: string | number, errors: string | number) =>
      [
        ...(canary && canary !== '0%' ? [`${canary} first`] : []),
        `at most ${most} at a time`,
        errors && errors !== '0%' ? `${errors} may fail` : 'none may fail',
      ].join(', '),
    worked: (good: number, all: number) =>
      all === 1
        ? good === 1
          ? 'The one similar action worked'
          : 'The one similar action did not work'
        : `${good} of ${all} similar actions worked`,
    never: 'Nothing like it was done here before',
  },
  similar: {
    title: 'Similar actions',
    note: 'the same program on the same target',
    statuses: {
      succeeded: 'Worked',
      failed: 'Failed',
      canceled: 'Did not run',
      requested: 'Waits',
      running: 'Runs',
    } as Readonly<Record<string, string>>,
  },
  raw: 'Raw',
  rawLabel: 'The request as JSON',
  run: {
    title: 'The run',
    later: (at: string) => `Approved. It starts at ${at}.`,
    output: 'Output',
    notAllowed: 'Its output is for who may run commands.',
    silent: 'It printed nothing.',
    activity: 'Look at Activity',
  },
  decision: {
    title: 'Decision',
    left: (time: string) => `${time} left`,
    then: 'Then it expires and nothing runs',
    over: 'Its time is over',
    soon: 'This request expires in 2 minutes.',
    now: 'Approve once',
    nowText: 'This command, this probe, now',
    nowMany: (count: number) => `This command, these ${countText(count)} hosts, now`,
    later: 'Approve for later',
    laterText: 'Starts by itself in a window',
    deny: 'Deny',
    denyText: (who: string) => `${who} is told why`,
    reason: 'Reason',
    reasonFor: (risk: string) => `Reason · required for ${risk} risk`,
    confirm: (name: string) => `Type ${name} to confirm`,
    confirmWrong: (name: string) => `This is not ${name}.`,
    reasonMissing: 'Say why: it is kept in the audit trail.',
    from: 'Not before',
    until: 'Not after',
    fromMissing: 'Choose when it may start.',
    past: 'This lies in the past.',
    order: 'This is not after the start.',
    far: 'At most 30 days ahead.',
    untilHelp: 'It ends unused if it has not started by then.',
    verbs: { now: 'Approve and run', later: 'Approve for later', deny: 'Deny' },
    go: 'Decide',
    second: 'Approve as one of two',
    failed: 'Nothing was decided',
    recorded: 'Will be recorded',
    record: { who: 'who', what: 'what', policy: 'policy', chain: 'chain' },
    hash: 'Hash of the command, the target and the policy version that the approval is bound to',
    withdraw: 'Withdraw',
    withdrawTitle: 'Withdraw this request?',
    withdrawText: 'It ends and nothing runs. You can ask again.',
    withdrawn: 'Request withdrawn',
  },
  standing: {
    other: (who: string, needed: number, given: number) =>
      needed > 1
        ? `You may approve: ${who} asked, and this needs ${people(needed)}, ${given} so far.`
        : `You may approve: ${who} asked, and this policy needs one second person.`,
    own: (_who: string, needed: number, given: number) =>
      needed > 1
        ? `You may approve although you asked yourself; this needs ${people(needed)}, ${given} so far.`
        : 'You may approve although you asked yourself: policy allows it for this risk.',
    exception: () =>
      'You asked for it yourself. Nobody else may approve here, so your approval counts as an exception, and the trail says so.',
    breakglass: () => 'The glass was broken: nobody was asked.',
  } satisfies Record<ApprovalStanding, (who: string, needed: number, given: number) => string>,
  mayDecide: {
    two: (who: string) => `It takes two people, neither of them ${who}.`,
    other: (who: string) => `Anybody who may approve can decide, but not ${who}.`,
    any: 'Anybody who may approve can decide.',
    right: 'Deciding needs the permission approval:write. An administrator can grant it.',
  },
  seats: {
    title: 'Approvals',
    empty: 'Nobody yet',
    lapsed: 'approved it, and may not decide any more: it does not count',
    as: {
      other: '',
      own: 'their own request',
      exception: 'exception: the only person who may',
      breakglass: 'broke the glass',
    } satisfies Record<ApprovalStanding, string>,
  },
  glass: {
    open: 'Break the glass',
    help: 'For an emergency in which nobody can be asked.',
    title: 'Break the glass?',
    text: 'The command starts now, without anybody’s approval.',
    consequences: [
      'Everybody who reads the audit trail sees that you did not wait.',
      'Another person has to look at it afterwards.',
      'A policy that denies it, and a freeze, still hold.',
    ],
    reason: 'Reason',
    reasonMissing: 'Choose a reason.',
    reasons: {
      incident_response: 'Incident response',
      security_emergency: 'Security emergency',
      service_outage: 'Service outage',
      data_recovery: 'Data recovery',
    } as Readonly<Record<string, string>>,
    note: 'What is going on',
    noteHelp: 'For whoever looks at it afterwards.',
    verb: 'Break the glass and run',
    cancel: 'Cancel',
    brokenBy: (who: string) => `Glass broken by ${who}`,
    broken: (who: string, why: string) => `${who} broke the glass: ${why}`,
  },
  review: {
    title: 'Look at it afterwards',
    text: 'Nobody was asked before this ran. Look at what was done, and say what you found.',
    note: 'What you found',
    missing: 'Say what you found.',
    verb: 'Reviewed',
    done: (who: string, at: string) => `Reviewed by ${who}, ${at}`,
    waits: 'Waits for another person to look at it.',
  },
  outcome: {
    label: 'What became of it',
    states: {
      pending: () => 'Waits',
      approved: (who: string) => (who ? `Approved by ${who}` : 'Approved'),
      denied: (who: string) => (who ? `Denied by ${who}` : 'Denied'),
      expired: () => 'Expired: nobody decided in time',
      withdrawn: (who: string) => (who ? `Withdrawn by ${who}` : 'Withdrawn'),
      superseded: () => 'Replaced by a newer request',
      void: () => 'Void: what was asked for has changed',
    } satisfies Record<ApprovalState, (who: string) => string>,
    short: {
      pending: () => 'Waits',
      approved: (who: string) => (who ? `Approved by ${who}` : 'Approved'),
      denied: (who: string) => (who ? `Denied by ${who}` : 'Denied'),
      expired: () => 'Expired',
      withdrawn: (who: string) => (who ? `Withdrawn by ${who}` : 'Withdrawn'),
      superseded: () => 'Replaced by a newer one',
      void: () => 'Void',
    } satisfies Record<ApprovalState, (who: string) => string>,
    nothingRan: 'Nothing ran.',
    texts: {
      expired: 'Nothing ran. Whoever still wants it asks again.',
      superseded: 'Nothing of this one ran.',
      void: 'The command, its target or the policy is not what was asked for any more, so this approval is void. Nothing ran.',
    } as Readonly<Partial<Record<ApprovalState, string>>>,
    quicker: (text: string) => `${text} before you did.`,
    reason: 'Reason',
    starts: (at: string) => `Starts at ${at}`,
    until: (at: string) => `not after ${at}`,
    ended: 'Result',
    changes: 'What changed',
    was: 'Was',
    is: 'Is now',
    fields: {
      command: 'Command',
      payload: 'Payload',
      target: 'Target',
      policy: 'Policy',
      type: 'Kind',
      risk: 'Risk',
      level: 'Level',
    } as Readonly<Record<string, string>>,
    newer: 'Open the newer request',
    older: 'Open the earlier request',
    audit: 'What the audit trail says',
  },
  reversible: {
    changes_nothing: 'It changes nothing',
    yes: 'Yes',
    no: 'No: it cannot be restored',
    unknown: 'Not known',
  } satisfies Record<Reversibility, string>,
  levels: { observe: 'Observe', diagnose: 'Diagnose', remediate: 'Remediate' },
  card: {
    open: 'Open review',
    decideHere: 'Decide here',
  },
  away: { approve: 'approved', deny: 'denied', withdraw: 'withdrawn', review: 'reviewed', break: 'runs' },
  awayGiven: 'approved by you; another person has to approve it',
  verbs: {
    approve: 'Approve…',
    deny: 'Deny…',
    withdraw: 'Withdraw this request',
    glass: 'Break the glass…',
    copy: 'Copy link',
  },
  shortcuts: {
    next: 'Next request',
    previous: 'Previous request',
    open: 'Go to the decision',
    filter: 'Filter the queue',
    tab: (name: string) => `Show ${name}`,
    close: 'Close the filter, then the request',
    panel: 'Next panel',
  },
} as const;
