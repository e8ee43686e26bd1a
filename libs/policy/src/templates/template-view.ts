import type { PolicyVersionView, PolicyView } from '@legator/contracts';
import { BUILTIN_SINCE, type BuiltIn } from './builtins.js';
import type { TemplateRow, VersionRow } from './templates.store.js';

/** A template as upstream shows it, ours beside it. */
export function toView(
  { id, version, document, createdAt, updatedAt }: TemplateRow,
  builtin = false,
): PolicyView {
  return {
    id,
    ...document,
    sandbox_required: document.sandbox_required ?? document.sandbox === 'required',
    version,
    builtin,
    created_at: createdAt.toISOString(),
    updated_at: updatedAt.toISOString(),
  };
}

export function builtInRow({ id, versions }: BuiltIn): TemplateRow {
  return {
    id,
    version: versions.length,
    document: versions.at(-1)!,
    createdAt: BUILTIN_SINCE,
    updatedAt: BUILTIN_SINCE,
  };
}

export function builtInVersions({ versions }: BuiltIn): VersionRow[] {
  const author = { type: 'system', id: 'legator', name: 'Legator' };
  return versions
    .map((document, at) => ({ version: at + 1, document, author, note: null, createdAt: BUILTIN_SINCE }))
    .reverse();
}

export function toVersionView({ createdAt, ...row }: VersionRow): PolicyVersionView {
  return { ...row, created_at: createdAt.toISOString() };
}
