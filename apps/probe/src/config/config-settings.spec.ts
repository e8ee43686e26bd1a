import { mkdtempSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from './config-settings.js';

it('lives in /etc and /var unless told otherwise', () => {
  expect(readSettings({}, {})).toMatchObject({
    configDir: '/etc/legator',
    dataDir: '/var/lib/legator',
    hostname: hostname(),
    tags: [],
  });
});

it('keeps data below a config folder that was named, and elsewhere only when that is named too', () => {
  expect(readSettings({ configDir: '/a' }, {}).dataDir).toBe('/a/data');
  expect(readSettings({}, { LEGATOR_CONFIG_DIR: '/b' }).dataDir).toBe('/b/data');
  expect(readSettings({ configDir: '/a' }, { LEGATOR_DATA_DIR: '/d' }).dataDir).toBe('/d');
});

it('prefers the command line to the environment, and our names to the aliases', () => {
  const env = {
    LEGATOR_SERVER_URL: 'http://env',
    LEGATOR_TAGS: 'Web, db,web,',
    LEGATOR_PROBE_TAGS: 'x',
    NODE_NAME: 'node-1',
  };
  expect(readSettings({ server: 'http://line' }, env)).toMatchObject({
    server: 'http://line',
    tags: ['web', 'db'],
    hostname: 'node-1',
  });
  expect(readSettings({}, { LEGATOR_PROBE_TAGS: 'x' }).tags).toEqual(['x']);
});

it('reads secrets from files, and will not guess which of two is meant', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'probe-env-')), 'token');
  writeFileSync(file, 'prb_secret\n');
  expect(readSettings({}, { LEGATOR_TOKEN_FILE: file }).token).toBe('prb_secret');
  expect(() => readSettings({}, { LEGATOR_TOKEN_FILE: file, LEGATOR_TOKEN: 'x' })).toThrow('not both');
  expect(() => readSettings({}, { LEGATOR_TOKEN_FILE: '/nowhere' })).toThrow('LEGATOR_TOKEN_FILE');
});

it('tells of a cluster only inside one', () => {
  expect(readSettings({}, { NODE_NAME: 'n' }).kubernetes).toBeUndefined();
  expect(
    readSettings({}, { KUBERNETES_SERVICE_HOST: '10.0.0.1', NODE_NAME: 'n', POD_NAME: 'p' }).kubernetes,
  ).toEqual({
    k8s_node: 'n',
    k8s_pod: 'p',
    k8s_cluster: 'true',
  });
});
