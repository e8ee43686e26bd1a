import { cleaned } from './cleaned.js';

/**
 * Text that somebody else wrote, on its way into a model: outputs, logs, names of hosts, labels. It stands between marks
 * that carry the nonce of the turn, which whoever wrote it cannot know, and which does not occur in it.
 *
 *     <<<stdout 7f3a…
 *     what the host printed
 *     7f3a…>>>
 *
 * A label that begins with `log` says that the text is of a log: what may leave the house is decided by it as well.
 */
export function quoted(nonce: string, label: string, text: string, maxChars: number): string {
  const whole = defused(cleaned(text), nonce);
  return `<<<${plainLabel(label, nonce)} ${nonce}\n${bounded(whole, maxChars)}\n${nonce}>>>`;
}

/** Marks by which a model could take the text for something else: ours, fences, and those that divide a conversation. */
const FENCES: readonly (readonly [RegExp, string])[] = [
  [/`{3,}/g, "'''"],
  [/~{3,}/g, '---'],
  [/<\|/g, '‹|'],
  [/\|>/g, '|›'],
  [/\[(\/?(?:INST|SYS|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS))\]/gi, '($1)'],
  [
    /<(\/?(?:s|system|user|assistant|tool_call|tool_response|function_calls?|function_results?|start_of_turn|end_of_turn|bos|eos)\b)/gi,
    '‹$1',
  ],
  [/<{2,}/g, '‹‹'],
  [/>{2,}/g, '››'],
];

function defused(text: string, nonce: string): string {
  const plain = FENCES.reduce((now, [mark, instead]) => now.replace(mark, instead), text);
  // Never taken out without a trace: what stands around it could make it anew.
  return nonce === '' ? plain : plain.replace(new RegExp(escaped(nonce), 'gi'), '…');
}

/** The beginning and the end, and how much was cut between them. */
function bounded(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const half = Math.max(0, Math.floor(maxChars / 2));
  const head = text.slice(0, half).toWellFormed();
  const tail = half === 0 ? '' : text.slice(-half).toWellFormed();
  return `${head}\n[… ${text.length - 2 * half} characters cut …]\n${tail}`;
}

function plainLabel(label: string, nonce: string): string {
  const plain = defused(cleaned(label), nonce).replace(/[^\w .:-]/g, '');
  return plain.slice(0, 60) || 'text';
}

function escaped(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}-]/g, '\\$&');
}
