import type { Inventory } from '../../core/api/models';
import { asCsv, asJson } from './inventory-export';
import { matching, partOf } from './inventory-parts';
import { aProbe } from './testing';

const INVENTORY: Inventory = {
  hostname: 'web-01',
  os: 'linux',
  arch: 'amd64',
  cpus: 2,
  mem_total_bytes: 2 ** 33,
  disk_total_bytes: 2 ** 36,
  collected_at: '2026-11-20T08:00:00Z',
  disks: [
    { mount: '/', device: '/dev/a', type: 'ext4', total_bytes: 100, used_bytes: 20 },
    { mount: '/var', device: '/dev/b', type: 'ext4', total_bytes: 100, used_bytes: 91, inodes_percent: 7 },
  ],
  packages: [
    { name: 'bash', version: '5.2', manager: 'apt' },
    { name: '=cmd|calc', version: '1,0 "x"', manager: 'apt' },
  ],
  services: [
    { name: 'b.service', state: 'running', enabled: true },
    { name: 'a.service', state: 'exited', enabled: true },
    { name: 'z.service', state: 'failed', enabled: true },
  ],
};
const probe = { ...aProbe(), inventory: INVENTORY };

describe('The inventory', () => {
  it('has what needs a look first: full disks, failed services', () => {
    expect(partOf('disks', probe).rows.map(({ cells }) => cells['mount'])).toEqual(['/var', '/']);
    expect(partOf('services', probe).rows.map(({ cells }) => cells['name'])).toEqual([
      'z.service',
      'b.service',
      'a.service',
    ]);
  });

  it('is found by all words, in any cell and in any order', () => {
    const { rows } = partOf('packages', probe);
    expect(matching(rows, 'APT bash')).toHaveLength(1);
    expect(matching(rows, 'bash zsh')).toHaveLength(0);
    expect(matching(rows, '  ')).toHaveLength(2);
  });

  it('has empty parts where the probe told nothing', () => {
    expect(partOf('users', probe).rows).toEqual([]);
    expect(partOf('packages', aProbe()).rows).toEqual([]);
  });

  it('is exported so that no name becomes a formula, and every quote survives', () => {
    const { columns, rows } = partOf('packages', probe);
    expect(asCsv(columns, rows)).toBe(
      'Package,Version,Manager\r\nbash,5.2,apt\r\n\'=cmd|calc,"1,0 ""x""",apt\r\n',
    );
  });

  it('is exported as the probe told it', () => {
    expect(JSON.parse(asJson(partOf('packages', probe).rows))).toEqual(INVENTORY.packages);
  });
});
