import { z } from 'zod';

/** Most things that one command has looked at before and after. */
export const MAX_CAPTURES = 32;
/** Most characters that are kept of the contents of one of them. */
export const MAX_CAPTURE_TEXT = 65_536;
/** Most bytes that all of one side may take on the wire; what is beyond is said to be left out. */
export const MAX_CAPTURE_BYTES = 160 * 1024;

/** What can be looked at on a host. What is named is in the comment; where nothing is, the name is `*`. */
export const CaptureKind = z.enum([
  /** An absolute path: what is there, its rights, its hash, and its contents where it is text and no secret. */
  'file',
  /** A unit of systemd, or a service of another init. */
  'service',
  /** A package by its bare name: which version is installed; `*` for the list of all. */
  'package',
  /** What listens on this host. */
  'sockets',
  /** What is mounted, swap as well. */
  'mounts',
  /** An account: its line in passwd and its groups. */
  'user',
  'group',
  /** Whose table of jobs; `*` for that of root. */
  'crontab',
  /** A setting of the kernel in dots; `*` for none in particular. */
  'sysctl',
  /** A process by its number, or all of one name. */
  'process',
  /** A module of the kernel: whether it is loaded. */
  'module',
  /** The rules of the packet filter. */
  'firewall',
  /** Links, their addresses and the routes. */
  'network',
  'hostname',
  'timezone',
]);
export type CaptureKind = z.infer<typeof CaptureKind>;

const name = z.string().min(1).max(4_096);
/** What is known of a thing in single words: `active`, `version`, `sha256`, … */
const Facts = z
  .record(z.string().regex(/^[a-z][a-z0-9_]{0,63}$/), z.string().max(4_096))
  .refine((facts) => Object.keys(facts).length <= 32, 'may have 32 keys');

/** How a thing has to be for something to be taken back: what there is, and the facts that are named. */
export const Expectation = z.strictObject({ state: z.enum(['present', 'absent']), facts: Facts });
export type Expectation = z.infer<typeof Expectation>;

/** A thing to look at right before and right after a run. */
export const Capture = z.strictObject({
  kind: CaptureKind,
  name,
  /** The run is refused where the thing is not like this right before it. */
  expect: Expectation.optional(),
});
export type Capture = z.infer<typeof Capture>;

/** A thing as it was found. */
export const CapturedItem = z.strictObject({
  kind: CaptureKind,
  name,
  /** `unread`: nobody can tell; `why` says it. */
  state: z.enum(['present', 'absent', 'unread']),
  why: z.string().max(500).optional(),
  facts: Facts.optional(),
  /** Contents of a file, or a list with one thing per line. Absent where there is none, or where it may not be shown. */
  text: z.string().max(MAX_CAPTURE_TEXT).optional(),
  /** Why there is no text, or not all of it: `secret`, `binary`, `too_long`, `masked`, `no_room`. */
  textNote: z
    .string()
    .regex(/^[a-z_]{1,32}$/)
    .optional(),
});
export type CapturedItem = z.infer<typeof CapturedItem>;

/** All that was looked at, at one time. */
export const CapturedSide = z.strictObject({
  at: z.iso.datetime(),
  items: z.array(CapturedItem).max(MAX_CAPTURES),
});
export type CapturedSide = z.infer<typeof CapturedSide>;

/** What became of one thing. */
export const CapturedChange = z.object({
  kind: CaptureKind,
  name: z.string(),
  change: z.enum(['same', 'changed', 'added', 'removed', 'unread']),
  /** A sentence: "nginx.service: active from inactive to active". */
  summary: z.string(),
  /** The facts that differ. */
  facts: z.array(z.object({ name: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  /** Unified diff of the texts; null where they are the same or not there. */
  diff: z.string().nullable(),
  /** What has to be known beside it: that something was not read, is secret or masked. */
  note: z.string().nullable(),
  before: CapturedItem.nullable(),
  after: CapturedItem.nullable(),
});
export type CapturedChange = z.infer<typeof CapturedChange>;

/** What a command touched, before and after. */
export const CommandChanges = z.object({
  before_at: z.iso.datetime().nullable(),
  after_at: z.iso.datetime().nullable(),
  /** Why one side or both are missing; null when nothing is. */
  missing: z.string().nullable(),
  /** What changed comes first, then what could not be read, then what stayed the same. */
  items: z.array(CapturedChange),
  /** Whether there is a way back, and if not, why. What it is: `POST /commands/{id}/revert/preview`. */
  revertible: z.boolean(),
  not_revertible: z.string().nullable(),
});
export type CommandChanges = z.infer<typeof CommandChanges>;
