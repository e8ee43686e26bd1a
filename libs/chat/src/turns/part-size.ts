import type { ChatPart, ChatRunGroup, ChatRunPart } from '@legator/contracts';
import { runsIn, stepOf } from './part-steps.js';
import { naming } from './run-hosts.js';

/** All blocks of an answer together may have so many bytes as JSON; its prose comes on top. */
export const LARGEST_ANSWER = 800_000;
/** Of these, what runs and plans leave to blocks behind them: however much hosts print, a table finds room. */
export const KEPT_BACK = 50_000;
/** Of the room for a block, for what hosts printed where it has to be cut; a character takes six bytes at most. */
const SHARE_OF_OUTPUT = 1 / 2 / 6;
/** Hosts that a run names; and fewer and fewer where even that is too much. */
const MOST_NAMED = 200;
const FEWER_NAMED = [100, 40, 10, 0];

const TOO_LARGE: ChatPart = {
  type: 'notice',
  code: 'chat.part_too_large',
  tone: 'warn',
  text: 'A part of the answer was too large to be shown here.',
};

/** Small by themselves, and never left out: the turn may have ended with the question, and a notice says what is amiss. */
const ALWAYS_KEPT = new Set<ChatPart['type']>(['question', 'notice', 'source']);

/**
 * A block as it may be kept, in so many bytes. One of a step stays that step's, since it replaces the one before, and
 * says of every host how it stands: what hosts printed is cut, then notes are left out, then hosts are only counted. A
 * table loses rows from its end, and says how many. What is asked of the person is kept in any case; of what else is too
 * large a notice is left.
 */
export function sizedPart(part: ChatPart, room = LARGEST_ANSWER): ChatPart {
  if (ALWAYS_KEPT.has(part.type)) return part;
  if (part.type === 'table') return cutTable(part, room);
  const named = withRuns(part, (run) => naming(run, MOST_NAMED));
  if (sizeOf(named) <= room) return named;
  if (stepOf(part) === undefined) return TOO_LARGE;
  const outputs = runsIn(part).reduce((sum, { groups }) => sum + 2 * groups.length, 0);
  const chars = Math.floor((Math.max(0, room) * SHARE_OF_OUTPUT) / Math.max(1, outputs));
  const cut = withRuns(named, (run) => cutOutputs(run, chars));
  if (sizeOf(cut) <= room) return cut;
  const bare = withRuns(named, (run) => withoutNotes(cutOutputs(run, 0)));
  let least = bare;
  for (const most of FEWER_NAMED) {
    if (sizeOf(least) <= room) break;
    least = withRuns(bare, (run) => naming(run, most));
  }
  return least;
}

/** In bytes as JSON. */
export function sizeOf(part: ChatPart): number {
  return Buffer.byteLength(JSON.stringify(part));
}

function cutTable(table: ChatPart & { type: 'table' }, room: number): ChatPart {
  let kept = table;
  while (sizeOf(kept) > room) {
    if (kept.rows.length <= 1) return TOO_LARGE;
    const rows = kept.rows.slice(0, Math.floor(kept.rows.length / 2));
    kept = { ...kept, rows, more: table.more + table.rows.length - rows.length };
  }
  return kept;
}

function withRuns(part: ChatPart, change: (run: ChatRunPart) => ChatRunPart): ChatPart {
  if (part.type === 'run') return change(part);
  if (part.type !== 'plan') return part;
  const steps = part.steps.map((step) => (step.run ? { ...step, run: change(step.run) } : step));
  return { ...part, steps };
}

function cutOutputs(run: ChatRunPart, chars: number): ChatRunPart {
  return { ...run, groups: run.groups.map((group) => cutGroup(group, chars)) };
}

function cutGroup(group: ChatRunGroup, chars: number): ChatRunGroup {
  const [output, error_output] = [group.output.slice(0, chars), group.error_output.slice(0, chars)];
  const cut = linesOf(group.output) - linesOf(output) + linesOf(group.error_output) - linesOf(error_output);
  return { ...group, output, error_output, hidden_lines: group.hidden_lines + cut };
}

function linesOf(text: string): number {
  return text === '' ? 0 : text.split('\n').length;
}

function withoutNotes(run: ChatRunPart): ChatRunPart {
  return { ...run, targets: run.targets.map(({ note: _, ...target }) => target) };
}
