import bash from 'highlight.js/lib/languages/bash';
import diff from 'highlight.js/lib/languages/diff';
import ini from 'highlight.js/lib/languages/ini';
import json from 'highlight.js/lib/languages/json';
import nginx from 'highlight.js/lib/languages/nginx';
import powershell from 'highlight.js/lib/languages/powershell';
import python from 'highlight.js/lib/languages/python';
import sql from 'highlight.js/lib/languages/sql';
import yaml from 'highlight.js/lib/languages/yaml';
import { createLowlight } from 'lowlight';
import type { Colouring } from './code-block';

const known = createLowlight({ bash, diff, ini, json, nginx, powershell, python, sql, yaml });
known.registerAlias({
  bash: ['', 'console', 'shell', 'shell-session', 'terminal'],
  ini: ['toml', 'conf', 'systemd'],
});

const LOOKS: Readonly<Record<string, string>> = {
  'hljs-keyword': 'keyword',
  'hljs-literal': 'keyword',
  'hljs-built_in': 'keyword',
  'hljs-string': 'string',
  'hljs-number': 'number',
  'hljs-variable': 'name',
  'hljs-attr': 'name',
  'hljs-attribute': 'name',
  'hljs-section': 'name',
  'hljs-title': 'name',
  'hljs-comment': 'comment',
  'hljs-meta': 'comment',
  'hljs-addition': 'added',
  'hljs-deletion': 'removed',
};

interface Leaf {
  readonly type: string;
  readonly value?: string;
  readonly properties?: { readonly className?: unknown };
  readonly children?: readonly Leaf[];
}

/** The pieces of a text with their looks; nothing for a language that is not known. */
export function coloured(text: string, language: string): readonly Colouring[] | undefined {
  if (!known.registered(language || 'bash')) return undefined;
  return piecesOf(known.highlight(language || 'bash', text) as Leaf, '');
}

function piecesOf({ value, properties, children = [] }: Leaf, look: string): Colouring[] {
  if (value !== undefined) return [{ text: value, look }];
  const names = Array.isArray(properties?.className) ? (properties.className as unknown[]) : [];
  const own = names.map((name) => LOOKS[String(name)]).find((one) => one !== undefined);
  return children.flatMap((child) => piecesOf(child, own ?? look));
}
