import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, hostname } from 'node:os';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { CapturedSide, MAX_CAPTURE_BYTES, type CaptureKind } from '@legator/contracts';
import { wireBytes } from '../inventory/fit.js';
import { HostTicker } from '../ticker.js';
import { CaptureReader, type HostSources } from './capture-reader.js';
import { fitSide } from './fit-side.js';
import { listening } from './kernel-reader.js';

const SAID: Record<string, string> = {
  nft: 'table inet filter {\n\tchain input { }\n}\n',
  systemctl: [
    'LoadState=loaded',
    'ActiveState=active',
    'SubState=running',
    'UnitFileState=enabled',
    'MainPID=42',
    'ActiveEnterTimestamp=Fri 2026-11-20 03:14:15 UTC',
  ].join('\n'),
};

function setup(over: Partial<HostSources> = {}, mostMs?: number) {
  const asked: string[][] = [];
  const reader = new CaptureReader(
    new HostTicker(),
    {
      ask: (program, args) => {
        asked.push([program, ...args]);
        return Promise.resolve(SAID[program]);
      },
      packages: () => Promise.resolve([{ name: 'nginx', version: '1.24', manager: 'apt' }]),
      ...over,
    },
    mostMs,
  );
  const one = async (kind: CaptureKind, name: string) => (await reader.read([{ kind, name }])).items[0]!;
  return { asked, reader, one };
}

it('tells how a unit stands, and asks systemd in a way that no name can bend', async () => {
  const { one, asked } = setup();
  expect(await one('service', 'nginx.service')).toEqual({
    kind: 'service',
    name: 'nginx.service',
    state: 'present',
    facts: {
      active: 'active',
      sub: 'running',
      enabled: 'enabled',
      main_pid: '42',
      since: 'Fri 2026-11-20 03:14:15 UTC',
    },
  });
  expect(asked[0]!.slice(-2)).toEqual(['--', 'nginx.service']);
});

it.each([
  ['LoadState=not-found\nActiveState=inactive', { state: 'absent' }],
  [undefined, { state: 'unread', why: 'systemd does not answer here' }],
])('of a unit of which systemd says %j it says %j', async (said, found) => {
  const { one } = setup({ ask: () => Promise.resolve(said) });
  expect(await one('service', 'nginx')).toMatchObject(found);
});

it('tells which version of a package is installed, and the list of all', async () => {
  const { one } = setup();
  expect(await one('package', 'nginx')).toMatchObject({ facts: { version: '1.24', manager: 'apt' } });
  expect(await one('package', 'apache2')).toMatchObject({ state: 'absent' });
  expect(await one('package', '*')).toMatchObject({ text: 'nginx 1.24\n' });
  const without = setup({ packages: () => Promise.resolve(undefined) });
  expect(await without.one('package', 'nginx')).toMatchObject({ state: 'unread' });
});

it('tells of accounts and groups, and never shows the hash of a password', async () => {
  const { one } = setup();
  const root = await one('user', 'root');
  expect(root).toMatchObject({ state: 'present', facts: { uid: '0', home: '/root' } });
  expect(JSON.stringify(root)).not.toContain('$');
  expect(await one('group', 'root')).toMatchObject({ facts: { gid: '0' } });
  expect(await one('user', 'nobody-of-that-name')).toMatchObject({ state: 'absent' });
});

it('tells settings of the kernel, mounts, processes, names', async () => {
  const { one } = setup();
  expect(await one('sysctl', 'kernel.ostype')).toMatchObject({ facts: { value: 'Linux' } });
  expect(await one('sysctl', 'kernel.no_such_setting')).toMatchObject({ state: 'absent' });
  expect(await one('sysctl', 'kernel')).toMatchObject({ state: 'unread' });
  expect((await one('mounts', '*')).text).toMatch(/^\S+ \/ \S+/m);
  expect(await one('process', String(process.pid))).toMatchObject({ state: 'present' });
  expect(await one('process', '4194999')).toMatchObject({ state: 'absent' });
  expect(await one('hostname', '*')).toMatchObject({ facts: { name: hostname() } });
  expect((await one('network', '*')).text).toMatch(/^lo /m);
  expect(await one('firewall', '*')).toMatchObject({ facts: { entries: '3' } });
});

it('tells what listens', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  expect((await setup().one('sockets', '*')).text!.split('\n')).toContain(`tcp 127.0.0.1:${port}`);
  await new Promise((resolve) => server.close(resolve));
});

it.each([
  ['0100007F:1F90', 'tcp 127.0.0.1:8080'],
  ['00000000000000000000000000000000:0016', 'tcp [::]:22'],
  ['00000000000000000000000001000000:0016', 'tcp [::1]:22'],
  ['000080FE00000000FF005450B6AD1DFE:0016', 'tcp [fe80::5054:ff:fe1d:adb6]:22'],
])('reads the address %s of the kernel as %s', (local, text) => {
  const table = `sl local rem st\n 0: ${local} 00000000:0000 0A 0\n 1: ${local} 00000000:0000 01 0\n`;
  expect(listening('tcp', table, '0A')).toEqual([text]);
});

it('says what could not be read in time, and goes on with the rest', async () => {
  const never = new Promise<undefined>(() => undefined);
  const { reader } = setup({ ask: () => never, packages: () => Promise.reject(new Error('no')) }, 50);
  const { items } = await reader.read([
    { kind: 'service', name: 'a' },
    { kind: 'package', name: 'b' },
    { kind: 'hostname', name: '*' },
  ]);
  expect(items.map(({ state }) => state)).toEqual(['unread', 'unread', 'present']);
});

it('stays within its share of a frame whatever a host holds', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'look-'));
  const paths = Array.from({ length: 12 }, (_, n) => join(folder, `f${n}`));
  for (const path of paths) writeFileSync(path, '"\u0001\\'.repeat(20_000));
  const side = await setup().reader.read(paths.map((name) => ({ kind: 'file', name })));
  rmSync(folder, { recursive: true });
  expect(wireBytes(side)).toBeLessThan(MAX_CAPTURE_BYTES + 1_024);
  expect(CapturedSide.parse(side).items).toHaveLength(12);
  expect(side.items.at(-1)).toMatchObject({ textNote: 'no_room', facts: { size: '60000' } });
});

it('leaves out what has no room at all', () => {
  const item = { kind: 'file', name: `/${'x'.repeat(4_000)}`, state: 'absent' } as const;
  const side = fitSide({ at: '2026-01-01T00:00:00.000Z', items: [item, item, item] }, 9_000);
  expect(side.items).toHaveLength(2);
});
