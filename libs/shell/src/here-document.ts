import type { Node } from 'web-tree-sitter';
import { isUnseen } from './characters.js';

/**
 * The text of a here-document that means nothing but itself: it is the only one, it takes up the rest of the line, and
 * bash replaces nothing in it. Nothing for any other.
 */
export function readDocument(node: Node): { start: string; text: string } | undefined {
  const line = node.tree.rootNode.text;
  const first = line.indexOf('\n');
  const opening = line.slice(0, first);
  const start = node.namedChildren.find(({ type }) => type === 'heredoc_start')?.text ?? '';
  const match = /^(['"]?)([A-Za-z_]+)\1$/.exec(start);
  if (!match || first < 0 || !new RegExp(`^[^<]*<< ?${start}(?![^ |;&])[^<]*$`).test(opening))
    return undefined;
  const [, quote, name] = match;
  const lines = line
    .slice(first + 1)
    .replace(/\n$/, '')
    .split('\n');
  // The first line of this name ends it; behind that there would be more commands.
  if (lines.indexOf(name!) !== lines.length - 1) return undefined;
  const text = lines
    .slice(0, -1)
    .map((one) => `${one}\n`)
    .join('');
  if (quote === '' && /[$`\\]/.test(text)) return undefined;
  return isUnseen(text.replace(/[\n\t]/g, ' ')) ? undefined : { start, text };
}
