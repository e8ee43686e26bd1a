import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const MAIN = 'dist/apps/control-plane/src/main.js';

/** A repository of our scripts alone; its npm and its compiler only write down that they ran. */
let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'legator-start-'));
  cpSync('scripts', join(home, 'scripts'), { recursive: true });
  rmSync(join(home, 'scripts', 'bundle-probe.mjs'), { force: true });
  lock('1.0.0');
  put('apps/control-plane/src/main.ts', 'first');
  put(
    'fake/nest.js',
    `require('fs').appendFileSync('calls', 'build\\n');
    require('fs').mkdirSync('${dirname(MAIN)}', { recursive: true });
    require('fs').copyFileSync('fake/main.js', '${MAIN}');`,
  );
  put(
    'fake/npm',
    `#!/bin/sh
    echo install >> calls
    mkdir -p node_modules/.bin
    ln -sf "${process.execPath}" node_modules/.bin/node
    ln -sf ../../fake/nest.js node_modules/.bin/nest
    cp package-lock.json node_modules/.package-lock.json`,
  );
  chmodSync(join(home, 'fake/npm'), 0o755);
  serverThat(`process.exit(0)`);
});
afterEach(() => rmSync(home, { recursive: true }));

const put = (path: string, text: string) => {
  mkdirSync(dirname(join(home, path)), { recursive: true });
  writeFileSync(join(home, path), text);
};
const lock = (version: string) =>
  put('package-lock.json', JSON.stringify({ packages: { '': {}, 'node_modules/nest': { version } } }));
const serverThat = (code: string) => put('fake/main.js', code);
const environment = () => ({ PATH: `${join(home, 'fake')}:${process.env['PATH']}` });
const start = (...args: string[]) =>
  spawnSync(process.execPath, ['scripts/start.mjs', ...args], {
    cwd: home,
    env: environment(),
    encoding: 'utf8',
  });
const calls = () => readFileSync(join(home, 'calls'), 'utf8').trim().split('\n');

it('installs and builds the first time, and not again', () => {
  expect(start()).toMatchObject({ status: 0, stderr: '' });
  expect(start()).toMatchObject({ status: 0, stderr: '' });
  expect(calls()).toEqual(['install', 'build']);
});

it('installs again when the lock file asks for something else', () => {
  start();
  lock('1.0.1');
  start();
  expect(calls()).toEqual(['install', 'build', 'install', 'build']);
});

it('builds again when a source changed', () => {
  start();
  put('apps/control-plane/src/main.ts', 'second version');
  start();
  expect(calls()).toEqual(['install', 'build', 'build']);
});

it('builds again when a build was thrown away', () => {
  start();
  rmSync(join(home, 'dist/apps'), { recursive: true });
  start();
  expect(calls()).toEqual(['install', 'build', 'build']);
});

it('says that installing failed, and starts nothing', () => {
  put('fake/npm', '#!/bin/sh\nexit 7\n');
  const { status, stderr } = start();
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: 'legator: npm ci failed with exit code 7; its messages are above.\n',
  });
});

it('installs nothing through a link to somebody else’s packages', () => {
  mkdirSync(join(home, 'theirs'));
  symlinkSync('theirs', join(home, 'node_modules'));
  expect(start()).toMatchObject({ status: 1, stderr: expect.stringContaining('node_modules is a link') });
  expect(existsSync(join(home, 'calls'))).toBe(false);
});

it('hands on its arguments, its data directory and the exit code', () => {
  serverThat(`console.log(process.argv[2], process.env.LEGATOR_DATA_DIR); process.exit(3)`);
  expect(start('token')).toMatchObject({
    status: 3,
    stdout: expect.stringContaining(`token ${join(home, '.legator')}`),
  });
});

it('lets the server end in order when it is told to end', async () => {
  serverThat(`process.on('SIGTERM', () => { console.log('in order'); process.exit(0); });
    setInterval(() => undefined, 1e6); console.log('serving');`);
  const child = spawn(process.execPath, ['scripts/start.mjs'], { cwd: home, env: environment() });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += String(chunk);
    if (output.includes('serving')) child.kill('SIGTERM');
  });
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(output).toContain('in order');
});
