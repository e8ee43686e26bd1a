import { record, rows, text } from './answers.js';
import { ago } from './durations.js';
import type { Session } from './session.js';
import { clean } from './terminal.js';

type Row = Record<string, unknown>;

const REVERSIBLE: Record<string, string> = {
  changes_nothing: 'it changes nothing',
  yes: 'yes',
  no: 'no',
  unknown: 'nobody knows',
};

/** One request for people, in the order in which they need it: what, where, how bad, the exact command, why it waits. */
export function showApproval(session: Session, found: Row): void {
  const { terminal } = session;
  terminal.facts(factsOf(session, found));
  const rules = rows(found, 'rules');
  if (rules.length > 0) {
    terminal.line();
    terminal.table(
      ['', 'RULE', 'VALUE', 'WHAT IT SAYS'],
      rules.map((rule) => [
        rule['decided'] === true ? 'decided' : '',
        text(rule['name']),
        [rule['value'], rule['comparator'], rule['threshold']].map(text).filter(Boolean).join(' '),
        text(rule['message']),
      ]),
    );
  }
  const { message } = record(record(found['options'])['refusal']);
  if (found['decision'] === 'pending' && message) terminal.note(clean(text(message)));
}

function factsOf({ around }: Session, found: Row): [string, string][] {
  const { name, id } = record(found['target']);
  const given = rows(found, 'approvals').map((one) => `${text(one['actor'])} (${text(one['as'])})`);
  const lapsed = rows(found, 'lapsed_approvals').map((one) => text(one['actor']));
  return [
    ['What', text(found['what'] ?? found['summary'])],
    ['Target', [text(name), name === id ? '' : `(${text(id)})`].filter(Boolean).join(' ')],
    ['Risk', text(found['risk_level'])],
    ['Command', text(found['command_line'])],
    ['State', text(found['decision'])],
    ['Decided by', text(found['decided_by'])],
    ['Because', text(found['decision_reason'])],
    ['Asked by', `${text(found['requester'])} ${ago(found['created_at'], around.now())}`.trim()],
    ['For', text(found['note'])],
    ['Expires', found['decision'] === 'pending' ? ago(found['expires_at'], around.now()) : ''],
    ['Not before', text(found['not_before'])],
    ['Not after', text(found['not_after'])],
    ['Approvals', `${given.length} of ${text(found['required_approvals'])} ${given.join(', ')}`.trim()],
    ['Do not count', lapsed.length > 0 ? `${lapsed.join(', ')} (may not decide any more)` : ''],
    ['Can be undone', REVERSIBLE[text(found['reversible'])] ?? ''],
    ['Glass broken', text(found['breakglass_reason'])],
    ['Looked at', text(found['review_note'])],
    ['Policy', text(record(found['bound'])['policy_version'])],
  ];
}
