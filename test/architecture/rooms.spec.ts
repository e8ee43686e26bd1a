import { READ_ENVIRONMENT, ROOMS } from './rooms.js';
import { borrowedEntities, violations } from './room-rules.js';
import { sourcesBelow } from './source-tree.js';

it('keeps to the floor plan everywhere', () => {
  const sources = sourcesBelow(['apps', 'libs', 'migrations', 'frontend/src', 'test']);
  expect(sources.length).toBeGreaterThan(20);
  const broken = sources.flatMap(violations);
  expect(broken).toEqual([]);
});

it('leaves every entity to its owner', () => {
  expect(borrowedEntities(sourcesBelow(['libs']))).toEqual([]);
});

it('would notice a borrowed entity', () => {
  const door = { path: 'libs/fleet/src/index.ts', text: `export { Probe } from './probe.entity.js';` };
  const borrower = { path: 'libs/chat/src/x.ts', text: `import type { Probe as P } from '@legator/fleet';` };
  expect(borrowedEntities([door, borrower])).toEqual([expect.stringContaining('@legator/fleet#Probe')]);
});

it('reads the environment nowhere else, and knows why where it does', () => {
  const readers = sourcesBelow(Object.keys(READ_ENVIRONMENT)).filter(({ text }) =>
    text.includes('process.env'),
  );
  expect(readers.map(({ path }) => path)).toEqual(Object.keys(READ_ENVIRONMENT));
});

it('has arrows that lead one way', () => {
  const reached = (room: string): string[] => (ROOMS[room] ?? []).flatMap((next) => [next, ...reached(next)]);
  for (const room of Object.keys(ROOMS))
    expect([room, reached(room)]).toEqual([room, expect.not.arrayContaining([room])]);
});

describe('a file is told', () => {
  const APPROVALS = 'libs/approvals/src/approvals.service.ts';

  it.each([
    [
      'that a room is not open to it',
      APPROVALS,
      `import { Fleet } from '@legator/fleet';`,
      'may not open fleet',
    ],
    ['so for types as well', APPROVALS, `import type { Fleet } from '@legator/fleet';`, 'may not open fleet'],
    ['so in the middle of a type', APPROVALS, `let x: import('@legator/fleet').Fleet;`, 'may not open fleet'],
    ['so for a re-export', APPROVALS, `export * from '@legator/fleet';`, 'may not open fleet'],
    ['so for what is loaded later', APPROVALS, `await import('@legator/fleet');`, 'may not open fleet'],
    ['so when Jest loads it', APPROVALS, `jest.requireActual('@legator/fleet');`, 'may not open fleet'],
    ['to use the door', APPROVALS, `import { X } from '@legator/core/src/x.js';`, 'past the door'],
    [
      'not to climb',
      APPROVALS,
      `import { X } from '../../core/src/x.js';`,
      'climbs out to libs/core/src/x.js',
    ],
    ['not to use fakes', APPROVALS, `import { F } from '@legator/core/testing';`, 'fakes are for specs'],
    ['to leave its own door alone', APPROVALS, `import { X } from '@legator/approvals';`, 'its own door'],
    [
      'to keep queries in the store',
      APPROVALS,
      `import type { EntityManager } from 'typeorm';`,
      '*.store.ts',
    ],
    ['where entities live', APPROVALS, `@Entity('approvals_approval')\nexport class A {}`, '*.entity.ts'],
    ['to leave the environment alone', APPROVALS, `const x = process.env.HOME;`, 'reads the environment'],
    ['so by the other name', APPROVALS, `import { env } from 'node:process';`, 'reads the environment'],
    ['that browsers have no Node', 'libs/contracts/src/x.ts', `import 'node:fs';`, 'runs in a browser'],
    ['that pure rooms have no framework', 'libs/shell/src/x.ts', `import '@nestjs/common';`, 'pure'],
    [
      'what a probe may know',
      'apps/probe/src/x.ts',
      `import { C } from '@legator/core';`,
      'may not open core',
    ],
    [
      'that the console takes types',
      'frontend/src/app/x.ts',
      `import { C } from '@legator/contracts';`,
      'types alone',
    ],
    [
      'so for inline types too',
      'frontend/src/app/x.ts',
      `import { type C, D } from '@legator/contracts';`,
      'types alone',
    ],
    ['that nobody knows its room', 'libs/attic/src/x.ts', ``, 'which rooms attic may open'],
  ])('%s', (_what, path, text, sentence) => {
    expect(violations({ path, text })).toEqual([expect.stringContaining(sentence)]);
  });

  it.each([
    [
      'an open door',
      APPROVALS,
      `import { X } from '@legator/core'; import type { Y } from '@legator/contracts';`,
    ],
    ['a fake in a spec', 'libs/approvals/src/a.spec.ts', `import { F } from '@legator/core/testing';`],
    ['Node in a spec of a pure room', 'libs/contracts/src/x.spec.ts', `import 'node:fs';`],
    ['fakes in test support', 'test/support/app.ts', `import { F } from '@legator/core/testing';`],
    ['its own files', APPROVALS, `import { X } from './inner/x.js'; import { Y } from '../src/y.js';`],
    ['queries in a store', 'libs/approvals/src/approvals.store.ts', `import { In } from 'typeorm';`],
    [
      'any room in the control plane',
      'apps/control-plane/src/app.module.ts',
      `import { G } from '@legator/gateway';`,
    ],
    [
      'the migrations there',
      'apps/control-plane/src/main.ts',
      `import { m } from '../../../migrations/index.js';`,
    ],
    ['types in the console', 'frontend/src/app/x.ts', `import type { C } from '@legator/contracts';`],
  ])('nothing about %s', (_what, path, text) => {
    expect(violations({ path, text })).toEqual([]);
  });
});
