import type { KnownWords } from '@legator/fleet';

/** A fleet that the questions are about. */
export const FLEET: KnownWords = {
  hosts: [
    { id: 'prb-00000001', hostname: 'web-01' },
    { id: 'prb-00000002', hostname: 'web-02' },
    { id: 'prb-00000003', hostname: 'web-03' },
    { id: 'prb-00000004', hostname: 'db-01' },
    { id: 'prb-00000005', hostname: 'db-02' },
    { id: 'prb-00000006', hostname: 'cache-7' },
    { id: 'prb-00000007', hostname: 'ns1.example.org' },
    { id: 'prb-00000008', hostname: 'build-04' },
  ],
  tags: ['web', 'db', 'prod', 'staging', 'k8s'],
  sites: [
    { id: 'fra1', name: 'Frankfurt' },
    { id: 'ams2', name: 'Amsterdam' },
  ],
  systems: ['linux', 'windows', 'ubuntu', 'debian'],
  probes: 40,
};

export const host = (value: string) => ({ kind: 'host', value });
export const tag = (value: string) => ({ kind: 'tag', value });
export const site = (value: string) => ({ kind: 'site', value });
export const system = (value: string) => ({ kind: 'system', value });
export const W1 = host('prb-00000001');
export const W2 = host('prb-00000002');
export const W3 = host('prb-00000003');
export const D1 = host('prb-00000004');
export const D2 = host('prb-00000005');
export const C7 = host('prb-00000006');
export const NS = host('prb-00000007');
export const B4 = host('prb-00000008');
export const most = (field: string, over = {}) => ({ kind: 'rank', field, direction: 'most', ...over });
export const least = (field: string, over = {}) => ({ kind: 'rank', field, direction: 'least', ...over });
export const live = (look: string, over = {}) => ({ kind: 'live', look, ...over });
export const over = (field: string, op: string, value: number) => ({ field, op, value });
