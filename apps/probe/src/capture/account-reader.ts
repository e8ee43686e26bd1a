import { userInfo } from 'node:os';
import { readText } from '../vitals/reading.js';
import { readFileThing, type FileBudget } from './file-reader.js';
import { ABSENT, present, unread, type Found } from './found.js';

/** An account: its line in passwd, its groups and whether a password lets it in; never the password's hash. */
export async function readUser(name: string): Promise<Found> {
  const [passwd, group, shadow] = await Promise.all(
    ['/etc/passwd', '/etc/group', '/etc/shadow'].map((path) => readText(path)),
  );
  if (passwd === undefined) return unread('there is no list of accounts here');
  const line = lineOf(passwd, name);
  if (!line) return ABSENT;
  const [, , uid, gid, , home, shell] = line;
  return present({ uid, gid, home, shell, groups: groupsOf(group ?? '', name), ...lockOf(shadow, name) });
}

export async function readGroup(name: string): Promise<Found> {
  const group = await readText('/etc/group');
  if (group === undefined) return unread('there is no list of groups here');
  const line = lineOf(group, name);
  return line ? present({ gid: line[2], members: (line[3] ?? '').split(',').sort().join(',') }) : ABSENT;
}

/** The table of jobs of the account that commands run as. */
export async function readCrontab(budget: FileBudget): Promise<Found> {
  const { username } = userInfo();
  for (const folder of ['/var/spool/cron/crontabs', '/var/spool/cron/tabs', '/var/spool/cron']) {
    const found = await readFileThing(`${folder}/${username}`, budget);
    if (found.state !== 'absent') return found;
  }
  return ABSENT;
}

function lineOf(text: string, name: string): string[] | undefined {
  return text
    .split('\n')
    .map((line) => line.split(':'))
    .find(([first]) => first === name);
}

function groupsOf(group: string, name: string): string {
  const lines = group.split('\n').map((line) => line.split(':'));
  const mine = lines.filter(([, , , members = '']) => members.split(',').includes(name));
  return mine
    .map(([first]) => first)
    .sort()
    .join(',');
}

function lockOf(shadow: string | undefined, name: string): Record<string, string | undefined> {
  const [, hash, changed] = (shadow === undefined ? undefined : lineOf(shadow, name)) ?? [];
  if (hash === undefined) return {};
  const login = /^[!*]/.test(hash) ? 'locked' : hash === '' ? 'open' : 'by password';
  return {
    login,
    password_changed: changed ? new Date(Number(changed) * 86_400_000).toISOString().slice(0, 10) : undefined,
  };
}
