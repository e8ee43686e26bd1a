import { guessRiskOfText } from './effect-guess.js';
import { asking, granted, secret, unknown, type Judgement } from './judgement.js';
import { findOut } from './operand-kinds.js';
import type { Redirect } from './syntax.js';

/** Where a lost file takes the host, its records or its guards with it. */
const SYSTEM =
  /^\/(etc|usr|bin|sbin|lib[^/]*|boot|root|sys|proc|opt|dev|run|var\/(lib|log|spool|cache|backups|mail|run|db))(\/|$)/;
const HARMLESS = /^\/dev\/(null|stdout|stderr|fd\/[12]|tty)$/;

/** What one redirection would do by itself, whatever the program before it is. */
export function judgeRedirect({ op, fd, target }: Redirect): Judgement | undefined {
  const text = target?.value ?? target?.source;
  const shown = `${fd ?? ''}${op}${target?.source ?? ''}`;
  const reason = (rule: string, why: string) => ({ rule: `line.${rule}`, words: [shown], text: why });
  if (text === undefined || op === '<<' || op === '<<<') return undefined;
  if ((op === '>&' || op === '<&') && /^(\d+|-)-?$/.test(text)) return undefined;
  if (/^\/dev\/(tcp|udp)\//.test(text)) {
    const effect = { kind: 'network' as const, verb: 'connect', target: text };
    return asking(reason('network', `${shown} opens a connection to another machine.`), 'critical', [effect]);
  }
  if (target!.value === undefined)
    return unknown(
      reason('redirect', `Which file ${shown} means shows only when it runs.`),
      guessRiskOfText(text),
    );
  return op === '<' ? judgeInput(text, reason) : judgeOutput(op, text, reason);
}

type Reason = (rule: string, why: string) => { rule: string; words: string[]; text: string };

/** What reading a file as input does. */
export function judgeInput(file: string, reason: Reason): Judgement {
  const effects = [{ kind: 'read' as const, verb: 'read', target: file }];
  const finding = findOut('path', file);
  if (finding === 'sensitive')
    return secret(reason('secret_path', `${file} is a place where secrets are kept.`), effects);
  if (finding !== 'fine')
    return unknown(reason('redirect', `${file} is not known to be an ordinary file.`), 'high', effects);
  return granted('observe', 'low', [reason('input', `It reads ${file}.`)], effects);
}

function judgeOutput(op: string, file: string, reason: Reason): Judgement | undefined {
  if (HARMLESS.test(file)) return undefined;
  const verb = op === '>>' || op === '&>>' ? 'append' : 'overwrite';
  const effects = [{ kind: 'write' as const, verb, target: file }];
  const vital = SYSTEM.test(file) || file.includes('..') || findOut('path', file) === 'sensitive';
  if (vital)
    return asking(
      reason('system_file', `It would write to ${file}, which the host needs.`),
      'critical',
      effects,
    );
  return granted('remediate', 'high', [reason('redirect', `It would write to ${file}.`)], effects);
}
