import type { PlanStep } from '@legator/contracts';
import { asking, type Judgement } from './judgement.js';
import { programName } from './program-name.js';

type Part = PlanStep['pipeline'][number];

/** Programs that pass on to another machine whatever they are given to read. */
const SENDERS = new Set('nc ncat netcat openssl telnet socat ssh http'.split(' '));
/** What openssl only looks at. */
const ON_THE_SPOT = new Set('x509 crl req asn1parse verify pkcs7 dgst ciphers'.split(' '));
/** Programs whose output is in the line itself, so that everybody sees what is sent. */
const WRITES_ITS_WORDS = new Set('echo printf true sleep yes seq date'.split(' '));

/** What it means that a program is given a file or the output of others to send away; nothing, where it sends nothing. */
export function sentInput(part: Part, before: readonly Part[]): Judgement | undefined {
  if (!('argv' in part)) return undefined;
  const words = part.argv.map((word) => programName(word) ?? '');
  // What stands before it in the same words (`sudo`, `timeout 5`) changes nothing about what it sends.
  const name = words.find((word) => SENDERS.has(word));
  if (name === 'openssl' && ON_THE_SPOT.has(words[words.indexOf(name) + 1] ?? '')) return undefined;
  if (name === undefined || !(readsFile(part.stdin) || !before.every(writesItsWords))) return undefined;
  const text = `${name} would send what it reads to another machine.`;
  return asking({ rule: 'line.sends', words: [...part.argv], text }, 'critical', [
    { kind: 'network', verb: 'send', target: '*' },
  ]);
}

function readsFile(stdin: { file: string } | { text: string } | undefined): boolean {
  return stdin !== undefined && 'file' in stdin;
}

function writesItsWords(part: Part): boolean {
  return 'argv' in part && WRITES_ITS_WORDS.has(programName(part.argv[0]!) ?? '');
}
