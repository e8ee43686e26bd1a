import type { CapturedItem, CaptureKind } from '@legator/contracts';

const WHOLE: Partial<Record<CaptureKind, string>> = {
  package: 'installed packages',
  sockets: 'listening sockets',
  mounts: 'mounts',
  crontab: 'jobs of cron',
  firewall: 'packet filter',
  network: 'network',
  hostname: 'host name',
  timezone: 'time zone',
};
const NAMED: Partial<Record<CaptureKind, string>> = {
  package: 'package ',
  user: 'user ',
  group: 'group ',
  process: 'process ',
  module: 'module ',
};

/** A thing as a sentence begins with it. */
export function labelOf({ kind, name }: Pick<CapturedItem, 'kind' | 'name'>): string {
  return name === '*' ? (WHOLE[kind] ?? kind) : `${NAMED[kind] ?? ''}${name}`;
}

const TEXT_NOTES: Record<string, string> = {
  secret: 'It is kept where secrets are, so only its hash is shown.',
  masked: 'Secrets in it are masked.',
  binary: 'It is no text, so only its hash is shown.',
  too_long: 'It is too long to be shown.',
  no_room: 'There was no room to show it.',
};

/** What has to be known beside what is shown. */
export function noteOf(items: readonly (CapturedItem | null)[]): string | null {
  const notes = items.flatMap((item) => [
    ...(item?.state === 'unread' ? [`Not read: ${item.why ?? 'nobody knows why'}.`] : []),
    ...(item?.textNote ? [TEXT_NOTES[item.textNote] ?? item.textNote] : []),
  ]);
  return [...new Set(notes)].join(' ') || null;
}
