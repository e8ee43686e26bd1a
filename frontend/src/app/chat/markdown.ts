import { Lexer, type Token, type Tokens } from 'marked';
import { visibleText } from '../ui/visible-text';
import { CHAT_WORDS as WORDS } from './chat-words';

/** What may stand in a line of an answer, and nothing else. */
export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'em' | 'del'; readonly inside: readonly Inline[] }
  | {
      readonly kind: 'link';
      readonly href: string;
      readonly host: string;
      readonly inside: readonly Inline[];
    }
  | { readonly kind: 'break' };

export interface ListEntry {
  readonly mark: 'none' | 'open' | 'done';
  readonly blocks: readonly Block[];
}

/** What an answer may be made of, and nothing else. */
export type Block =
  | { readonly kind: 'paragraph'; readonly inside: readonly Inline[] }
  | { readonly kind: 'heading'; readonly depth: number; readonly inside: readonly Inline[] }
  | { readonly kind: 'list'; readonly start: number | undefined; readonly entries: readonly ListEntry[] }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'code'; readonly text: string; readonly language: string }
  | {
      readonly kind: 'table';
      readonly ends: readonly boolean[];
      readonly head: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | { readonly kind: 'rule' };

/** Longer than any answer; what is longer is shown as it is written. */
const MOST = 100_000;
/** Deeper than anybody writes. */
const DEEPEST = 8;
const MOST_COLUMNS = 40;

/**
 * Reads an answer into the parts above. It is data of a model: markup becomes text, images become words, links keep only
 * `http` and `https` and say where they lead. Never throws.
 */
export function readMarkdown(text: string): readonly Block[] {
  if (text.length > MOST) return [plain(text)];
  try {
    return blocksOf(new Lexer({ gfm: true }).lex(text), 0);
  } catch {
    return [plain(text)];
  }
}

function plain(text: string): Block {
  return { kind: 'paragraph', inside: [{ kind: 'text', text: visibleText(text) }] };
}

function blocksOf(tokens: readonly Token[], depth: number): Block[] {
  return tokens.flatMap((token) => blockOf(token as Tokens.Generic & Token, depth));
}

function blockOf(token: Token, depth: number): Block[] {
  if (depth > DEEPEST) return [plain(token.raw)];
  switch (token.type) {
    case 'space':
    case 'def':
    case 'checkbox':
      return [];
    case 'hr':
      return [{ kind: 'rule' }];
    case 'heading': {
      const { depth: level, tokens } = token as Tokens.Heading;
      return [{ kind: 'heading', depth: level, inside: inlinesOf(tokens, depth) }];
    }
    case 'code': {
      const { text, lang = '' } = token as Tokens.Code;
      return [
        {
          kind: 'code',
          text: visibleText(text),
          language: /^[\w+#-]{1,20}/.exec(lang)?.[0].toLowerCase() ?? '',
        },
      ];
    }
    case 'blockquote':
      return [{ kind: 'quote', blocks: blocksOf((token as Tokens.Blockquote).tokens, depth + 1) }];
    case 'list':
      return [listOf(token as Tokens.List, depth)];
    case 'table':
      return [tableOf(token as Tokens.Table, depth)];
    case 'paragraph':
    case 'text': {
      const { tokens, text } = token as Tokens.Paragraph | Tokens.Text;
      return [{ kind: 'paragraph', inside: tokens ? inlinesOf(tokens, depth) : [written(text)] }];
    }
    default:
      // Markup, and whatever a newer reader may know: as it is written.
      return [plain(token.raw.trimEnd())];
  }
}

function listOf({ ordered, start, items }: Tokens.List, depth: number): Block {
  return {
    kind: 'list',
    start: ordered ? Number(start) || 0 : undefined,
    entries: items.map(({ task, checked, tokens }) => ({
      mark: task ? (checked ? 'done' : 'open') : 'none',
      blocks: blocksOf(tokens, depth + 1),
    })),
  };
}

function tableOf({ align, header, rows }: Tokens.Table, depth: number): Block {
  const cells = (row: readonly Tokens.TableCell[]) =>
    row.slice(0, MOST_COLUMNS).map(({ tokens }) => inlinesOf(tokens, depth));
  return {
    kind: 'table',
    ends: align.map((one) => one === 'right'),
    head: cells(header),
    rows: rows.map(cells),
  };
}

function inlinesOf(tokens: readonly Token[] = [], depth: number): Inline[] {
  return tokens.flatMap((token) => inlineOf(token, depth + 1));
}

function inlineOf(token: Token, depth: number): Inline[] {
  if (depth > DEEPEST) return [written(token.raw)];
  switch (token.type) {
    case 'strong':
    case 'em':
    case 'del':
      return [{ kind: token.type, inside: inlinesOf(token.tokens, depth) }];
    case 'codespan':
      return [{ kind: 'code', text: visibleText((token as Tokens.Codespan).text) }];
    case 'br':
      return [{ kind: 'break' }];
    case 'link':
      return linkOf(token as Tokens.Link, depth);
    case 'image':
      return [{ kind: 'text', text: WORDS.image(visibleText((token as Tokens.Image).text)) }];
    case 'escape':
    case 'text': {
      const { text, tokens } = token as Tokens.Text;
      return tokens ? inlinesOf(tokens, depth) : [written(text)];
    }
    case 'checkbox':
      return [];
    default:
      return [{ kind: 'text', text: visibleText(token.raw) }];
  }
}

/** Anything but an address of the web is shown as it is written: nothing of it can be pressed. */
function linkOf({ href, raw, tokens }: Tokens.Link, depth: number): Inline[] {
  const url = URL.parse(href);
  if (!url || !/^https?:$/.test(url.protocol)) return [written(raw)];
  const inside = inlinesOf(tokens, depth).map(unlinked);
  return [{ kind: 'link', href: url.href, host: url.host, inside }];
}

/** A link in a link would be no link at all. */
function unlinked(one: Inline): Inline {
  if (one.kind === 'link') return { kind: 'em', inside: one.inside.map(unlinked) };
  return 'inside' in one ? { ...one, inside: one.inside.map(unlinked) } : one;
}

const SIGNS: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': '\u00A0',
};

/** Models write these few signs by name. What comes of it is text all the same. */
function written(text: string): Inline {
  return {
    kind: 'text',
    text: visibleText(text.replace(/&(?:lt|gt|amp|quot|#39|nbsp);/g, (name) => SIGNS[name] ?? name)),
  };
}
