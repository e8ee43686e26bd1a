import type { Inventory } from '@legator/contracts';
import { startOf } from '../start-of.js';

type Listed<K extends keyof Inventory> = NonNullable<Inventory[K]> extends (infer One)[] ? One : never;
export type Package = Listed<'packages'>;
export type Service = Listed<'services'>;
export type User = Listed<'users'>;

/** The contract's longest text; what is longer is cut, not refused. */
export function clip(text: string): string {
  return startOf(text, 1_024);
}

/** `/etc/os-release`: shell assignments, quoted or not. */
export function parseOsRelease(text: string): Map<string, string> {
  const lines = text.matchAll(/^([A-Z_]+)=(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s"']*))\s*$/gm);
  return new Map(
    [...lines].map(([, name, double, single, bare]) => [
      name!,
      clip(double?.replace(/\\(.)/g, '$1') ?? single ?? bare ?? ''),
    ]),
  );
}

/** `/proc/cpuinfo`: what the first processor calls itself; boards of ARM name the model at the end instead. */
export function parseCpuModel(text: string): string | undefined {
  const line = /^model name\s*:\s*(.+)$/m.exec(text) ?? /^(?:Model|Hardware)\s*:\s*(.+)$/m.exec(text);
  return line?.[1] && clip(line[1].trim());
}

/** `dpkg-query -W -f '${db:Status-Abbrev}\t${Package}\t${Version}\n'`: what is installed, not what left its config behind. */
export function parseDpkg(text: string): Package[] {
  return rows(text)
    .filter(([status]) => status?.startsWith('ii'))
    .map(([, name = '', version = '']) => ({ name: clip(name), version: clip(version), manager: 'apt' }));
}

/** `rpm -qa --qf '%{NAME}\t%{VERSION}-%{RELEASE}\n'`; keys people imported are no packages. */
export function parseRpm(text: string): Package[] {
  return rows(text)
    .filter(([name]) => name && name !== 'gpg-pubkey')
    .map(([name = '', version = '']) => ({ name: clip(name), version: clip(version), manager: 'rpm' }));
}

/** `/lib/apk/db/installed`: paragraphs of one-letter fields. */
export function parseApk(text: string): Package[] {
  return text.split('\n\n').flatMap((paragraph) => {
    const name = /^P:(.+)$/m.exec(paragraph)?.[1];
    const version = /^V:(.+)$/m.exec(paragraph)?.[1] ?? '';
    return name ? [{ name: clip(name), version: clip(version), manager: 'apk' }] : [];
  });
}

/**
 * `systemctl list-units --type=service --all --plain --no-legend` with the states of `list-unit-files`. A unit that is
 * known but not there (`not-found`) is no service of this host.
 */
export function parseServices(units: string, unitFiles: string): Service[] {
  const enabled = parseEnabled(unitFiles);
  return [...units.matchAll(/^[●*\s]*(\S+)\.service\s+(\S+)\s+\S+\s+(\S+)[^\S\n]*(.*)$/gm)]
    .filter(([, , loaded]) => loaded !== 'not-found')
    .map(([, name, , state, description]) => ({
      name: clip(name!),
      state: clip(state!),
      enabled: enabled.has(name!),
      ...(description ? { description: clip(description.trim()) } : {}),
    }));
}

function parseEnabled(unitFiles: string): Set<string> {
  const lines = unitFiles.matchAll(/^(\S+)\.service\s+(?:enabled|enabled-runtime|alias)\b/gm);
  return new Set([...lines].map(([, name]) => name!));
}

/** `/etc/passwd` and `/etc/group`: people who may sign in, as upstream picks them (uid 0 or from 1000, with a shell). */
export function parseUsers(passwd: string, group: string): User[] {
  const groups = groupsOf(group);
  return passwd.split('\n').flatMap((line) => {
    const [name, , uidText, gid, , , shell = ''] = line.split(':');
    const uid = Number(uidText);
    if (!name || !uidText || !Number.isInteger(uid) || (uid !== 0 && uid < 1_000)) return [];
    if (/\/(nologin|false)$/.test(shell)) return [];
    const own = groups.names.get(gid ?? '');
    const names = [...new Set([...(own ? [own] : []), ...(groups.members.get(name) ?? [])])].slice(0, 1_000);
    return [{ name: clip(name), uid, groups: names.map(clip), shell: clip(shell) }];
  });
}

function groupsOf(text: string): { names: Map<string, string>; members: Map<string, string[]> } {
  const names = new Map<string, string>();
  const members = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [name, , gid, list = ''] = line.split(':');
    if (!name || !gid) continue;
    names.set(gid, name);
    for (const member of list.split(',').filter(Boolean)) {
      members.set(member, [...(members.get(member) ?? []), name]);
    }
  }
  return { names, members };
}

function rows(text: string): string[][] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split('\t'));
}
