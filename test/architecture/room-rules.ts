import { posix } from 'node:path';
import { APPS, ONLY_PACKAGES, PURE_ROOMS, READ_ENVIRONMENT, ROOMS } from './rooms.js';
import { importsOf, type Import, type Source } from './source-tree.js';

/** Where a file lives: a room, an app, the console, or around the code. */
interface Home {
  readonly kind: 'room' | 'app' | 'frontend' | 'migrations' | 'test';
  readonly name: string;
  readonly dir: string;
}

/** What this file does that the floor plan forbids, each as a sentence; nothing when all is well. */
export function violations(source: Source): string[] {
  const home = homeOf(source.path);
  const broken = importsOf(source).flatMap((one) => [
    ...brokenDoor(source.path, home, one),
    ...brokenWall(source.path, home, one),
    ...(isTest(source.path) ? [] : brokenPurity(home, one)),
    ...brokenDatabase(source.path, home, one),
  ]);
  return [...unknownHome(home), ...broken, ...brokenInside(source, home)].map(
    (sentence) => `${source.path}: ${sentence}`,
  );
}

/**
 * Rooms that take another room's entity. The door shows entities because the control plane's data source must know
 * them; to anyone else the owner offers a service or a view.
 */
export function borrowedEntities(sources: readonly Source[]): string[] {
  const shown = new Set(sources.filter(({ path }) => DOOR.test(path)).flatMap(entitiesAt));
  const rooms = sources.filter(({ path }) => path.startsWith('libs/') && !isTest(path));
  return rooms.flatMap((source) =>
    importsOf(source)
      .flatMap(({ from, names }) => names.map((name) => `${from}#${name}`))
      .filter((entity) => shown.has(entity))
      .map((entity) => `${source.path}: takes the entity ${entity}; ask its owner's service.`),
  );
}

const DOOR = /^libs\/([^/]+)\/src\/index\.ts$/;

function entitiesAt(door: Source): string[] {
  const room = DOOR.exec(door.path)?.[1];
  const exported = importsOf(door).filter(({ from }) => from.endsWith('.entity.js'));
  return exported.flatMap(({ names }) => names.map((name) => `@legator/${room}#${name}`));
}

function homeOf(path: string): Home {
  const [first = '', second = ''] = path.split('/');
  if (first === 'libs') return { kind: 'room', name: second, dir: `libs/${second}` };
  if (first === 'apps') return { kind: 'app', name: second, dir: `apps/${second}` };
  if (first === 'frontend') return { kind: 'frontend', name: 'frontend', dir: 'frontend' };
  return { kind: first === 'migrations' ? 'migrations' : 'test', name: first, dir: first };
}

function unknownHome({ kind, name }: Home): string[] {
  if (kind === 'room' && !(name in ROOMS)) {
    return [
      `nobody said which rooms ${name} may open; add it to test/architecture/rooms.ts, with a page in docs/adr.`,
    ];
  }
  if (kind === 'app' && !(name in APPS)) return [`nobody said which rooms the app ${name} may open.`];
  return [];
}

function brokenDoor(path: string, home: Home, { from, typeOnly }: Import): string[] {
  const [scope, room, ...inside] = from.split('/');
  if (scope !== '@legator' || room === undefined) return [];
  if (inside.length > 0 && inside.join('/') !== 'testing') {
    return [`imports ${from}, past the door; only @legator/${room} may be imported.`];
  }
  if (inside.length > 0 && home.kind !== 'test' && !isTest(path))
    return [`imports ${from}; fakes are for specs and other fakes.`];
  if (home.kind === 'room' && room === home.name)
    return [`imports its own door ${from}; import the file itself.`];
  if (!mayOpen(home, room)) return [`may not open ${room}; see test/architecture/rooms.ts.`];
  if (home.kind === 'frontend' && !typeOnly)
    return [`imports ${from} as a value; the console takes types alone.`];
  return [];
}

function mayOpen({ kind, name }: Home, room: string): boolean {
  if (kind === 'test') return true;
  if (kind === 'migrations') return room === 'core';
  if (kind === 'frontend') return room === 'contracts';
  if (kind === 'room') return room === 'contracts' || (ROOMS[name] ?? []).includes(room);
  const open = APPS[name] ?? [];
  return open === 'all' || open.includes(room);
}

/** A relative path that leaves the room or app is a way in that no door knows of. */
function brokenWall(path: string, home: Home, { from }: Import): string[] {
  if (!from.startsWith('.') || home.kind === 'test') return [];
  const target = posix.join(posix.dirname(path), from);
  if (target.startsWith(`${home.dir}/`)) return [];
  const migrates = home.name === 'control-plane' && target === 'migrations/index.js';
  return migrates ? [] : [`climbs out to ${target}; import a room by its door.`];
}

function brokenPurity({ kind, name }: Home, { from }: Import): string[] {
  if (kind !== 'room' || from.startsWith('.') || from.startsWith('@legator/')) return [];
  const allowed = ONLY_PACKAGES[name];
  if (allowed && !allowed.includes(from))
    return [`imports ${from}; ${name} runs in a browser with ${allowed.join(', ')} alone.`];
  const heavy = /^(@nestjs\/|typeorm$|pg$|express$)/.test(from);
  return PURE_ROOMS.includes(name) && heavy
    ? [`imports ${from}; ${name} is pure and runs on both ends.`]
    : [];
}

function brokenDatabase(path: string, { kind, name }: Home, { from }: Import): string[] {
  if (!/^(typeorm|pg)$/.test(from) || kind === 'migrations' || kind === 'test' || isTest(path)) return [];
  const ground =
    /^libs\/core\/src\/(database|bus)\//.test(path) ||
    path.startsWith('apps/control-plane/src/embedded-postgres/');
  if (ground || /\.(entity|store)\.ts$/.test(path)) return [];
  return [`imports ${from}; in ${name}, queries belong into a *.store.ts and tables into a *.entity.ts.`];
}

function brokenInside({ path, text }: Source, home: Home): string[] {
  if (home.kind !== 'room' && home.kind !== 'app') return [];
  const broken: string[] = [];
  if (/^@Entity\(/m.test(text) && !path.endsWith('.entity.ts'))
    broken.push('holds an entity; name the file *.entity.ts.');
  if (/\bprocess\s*\.\s*env\b|\bfrom 'node:process'/.test(text) && !mayReadEnvironment(path)) {
    broken.push('reads the environment; settings come from the configuration, which is read once at start.');
  }
  return broken;
}

function mayReadEnvironment(path: string): boolean {
  return (
    isTest(path) ||
    path in READ_ENVIRONMENT ||
    /^apps\/[^/]+\/src\/(main|.*config[^/]*)\.ts$/.test(path) ||
    path.startsWith('libs/core/src/config/')
  );
}

function isTest(path: string): boolean {
  return /(\.|-)spec\.ts$|\/testing\.ts$|\/testing\//.test(path);
}
