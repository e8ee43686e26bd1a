/** The headings of the palette, in the order in which they stand. */
export const GROUPS = {
  page: 'On this page',
  probe: 'On this probe',
  recent: 'Recent',
  go: 'Go to',
  do: 'Do',
  probes: 'Probes',
  tags: 'Tags',
  talks: 'Conversations',
  ask: 'Ask',
} as const;

export const GROUP_ORDER: readonly string[] = Object.values(GROUPS);

export const NEEDS_APPROVAL = 'asks for approval';

/** What stands after a title: that it asks for approval comes first, since it decides what Enter does. */
export function detailOf({
  needsApproval,
  hint,
}: {
  needsApproval?: boolean;
  hint?: string;
}): string | undefined {
  return [needsApproval ? NEEDS_APPROVAL : '', hint ?? ''].filter(Boolean).join(' · ') || undefined;
}
