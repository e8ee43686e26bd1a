import type { Arena } from './arena.js';
import { sealed } from './evil-control-plane.js';
import type { EvilLine } from './evil-control-plane.js';
import type { Seeded } from './seeded.js';

export type Outer = Record<string, unknown> & { kid: string; sig: string; body: string };
export type Body = Record<string, unknown>;

export const good = (arena: Arena, line: EvilLine): string => line.frame(arena.order());
export const outerOf = (text: string): Outer => JSON.parse(text) as Outer;

/** A good frame whose outer form is changed afterwards. */
export const outer =
  (change: (frame: Outer, arena: Arena) => object) =>
  (arena: Arena, line: EvilLine): string =>
    JSON.stringify(change(outerOf(good(arena, line)), arena));

/** A good frame whose body is changed after it was signed. */
export const altered = (change: (body: Body, rng: Seeded) => void) =>
  outer((frame, { rng }) => {
    const body = JSON.parse(frame.body) as Body;
    change(body, rng);
    return { ...frame, body: JSON.stringify(body) };
  });

/** A body that is changed first and rightly signed then. */
export const resealed =
  (change: (body: Body, rng: Seeded, arena: Arena) => void) =>
  (arena: Arena, line: EvilLine): string => {
    const body: Body = { ...arena.order(), ...line.head() };
    change(body, arena.rng, arena);
    return sealed(JSON.stringify(body), arena.keys);
  };

/** Text that takes the place of a body, rightly signed. */
export const written = (write: (json: string, rng: Seeded) => string) => (arena: Arena, line: EvilLine) =>
  sealed(write(JSON.stringify({ ...arena.order(), ...line.head() }), arena.rng), arena.keys);

/** Another letter somewhere in it. */
export const flip = (rng: Seeded, text: string) => {
  const at = rng.below(text.length);
  return text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
};
