import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  linkedSignal,
  untracked,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ChatRunGroup, ChatRunPart, ChatRunTarget } from '../core/api/models';
import { OneRun } from '../run/one-run';
import { Runs } from '../run/runs';
import { watching } from '../run/watching';
import { Diff } from '../ui/diff';
import { Icon } from '../ui/icon';
import { OutputBuffer } from '../ui/output-buffer';
import { OutputView } from '../ui/output-view';
import { Pill } from '../ui/pill';
import { visibleText } from '../ui/visible-text';
import { CHAT_WORDS as WORDS } from './chat-words';

const SHOWN = 60;
/** A run on so many probes can be named by its requests. */
const NAMED = 20;
const [BARS_PX, LINE_PX, MOST_LINES] = [84, 19, 12];
const MOST_COMPARED = 200_000;

/** What a command printed: on one host, live while it runs; on many, together where it is the same to the letter. */
@Component({
  selector: 'lg-run-output',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Diff, Icon, OutputView, Pill, RouterLink],
  templateUrl: './run-output.html',
  styleUrl: './run-output.css',
})
export class RunOutput {
  readonly part = input.required<ChatRunPart>();
  protected readonly words = WORDS.run;
  protected readonly seen = visibleText;
  private readonly runs = inject(Runs);
  private readonly buffers = new Map<string, OutputBuffer>();

  protected readonly isOne = computed(() => this.part().targets.length === 1);
  private readonly only = computed(() => (this.isOne() ? this.part().targets[0] : undefined));
  /** While it runs, and for as long as it is looked at. */
  private readonly liveId = linkedSignal<string | undefined, string | undefined>({
    source: () => {
      const only = this.only();
      return only?.state === 'running' ? (only.request_id ?? undefined) : undefined;
    },
    computation: (id, previous) => id ?? previous?.value,
  });
  private readonly live = computed<OneRun | undefined>(() => {
    const id = this.liveId();
    const run = id === undefined ? undefined : untracked(() => this.runs.find(id));
    return run instanceof OneRun ? run : undefined;
  });
  protected readonly note = computed(() => {
    const note = this.only()?.note;
    return note ? visibleText(note) : '';
  });
  protected readonly oneBuffer = computed(() => {
    const live = this.live();
    if (live) return live.buffer;
    const group = this.part().groups[0];
    return group && group.output + group.error_output !== '' ? this.bufferOf(group, '0') : undefined;
  });
  protected readonly isSilent = computed(() => {
    const [state, buffer] = [this.only()?.state, this.oneBuffer()];
    buffer?.version();
    return (state === 'succeeded' || state === 'failed') && (!buffer || buffer.total === 0);
  });
  private readonly opened = linkedSignal<string, ReadonlySet<number>>({
    source: () => this.part().step_id,
    computation: () => new Set<number>(),
  });
  protected readonly groups = computed(() => {
    const { groups, targets } = this.part();
    const order = groups.map((group, at) => ({ group, at })).sort((a, b) => b.group.probes - a.group.probes);
    const largest = order[0];
    return order.map(({ group, at }) => {
      const members = targets.filter((one) => one.group === at);
      const text = textOf(group);
      const differs = largest && largest.at !== at ? textOf(largest.group) : undefined;
      return {
        ...{ at, group, text, members: members.slice(0, SHOWN), isOpen: this.opened().has(at) },
        more: Math.max(0, group.probes - Math.min(members.length, SHOWN)),
        first: visibleText(firstLine(text)),
        isGood: group.exit_code === 0,
        end: `exit ${group.exit_code ?? '–'}`,
        differs: differs !== undefined && differs.length + text.length < MOST_COMPARED ? differs : undefined,
      };
    });
  });
  protected readonly summary = computed(() => {
    const [largest, ...others] = this.groups();
    const differ = others.reduce((sum, { group }) => sum + group.probes, 0);
    if (!largest) return '';
    return [WORDS.run.same(largest.group.probes), ...(differ > 0 ? [WORDS.run.differ(differ)] : [])].join(
      ', ',
    );
  });
  /** Probes that have said nothing: still at work, refused, skipped. */
  protected readonly others = computed(() => this.part().targets.filter(({ group }) => group === null));
  protected readonly shownOthers = computed(() => (this.isOne() ? [] : this.others().slice(0, SHOWN)));
  /** Probes that the message only counts. */
  protected readonly unnamed = computed(() =>
    (this.part().more_targets ?? []).reduce((sum, { count }) => sum + count, 0),
  );
  protected readonly hidden = computed(() => (this.isOne() ? (this.part().groups[0]?.hidden_lines ?? 0) : 0));
  /** The name of the run in the drawer, where it has one. */
  protected readonly whole = computed(() => {
    const ids = this.part().targets.flatMap(({ request_id: id }) => id ?? []);
    return ids.length > 0 && ids.length <= NAMED ? ids.join(',') : undefined;
  });

  constructor() {
    watching(this.live);
  }

  protected toggle(at: number): void {
    this.opened.update((opened) => {
      const next = new Set(opened);
      if (!next.delete(at)) next.add(at);
      return next;
    });
  }

  /** As high as what was printed, up to a dozen lines. */
  protected heightOf(buffer: OutputBuffer): number {
    buffer.version();
    return BARS_PX + LINE_PX * Math.max(2, Math.min(MOST_LINES, buffer.total));
  }

  protected stateOf({ state, note }: ChatRunTarget): string {
    return note ? visibleText(note) : WORDS.run.states[state];
  }

  protected bufferOf(group: ChatRunGroup, name: string): OutputBuffer {
    const key = `${name} ${group.exit_code ?? ''} ${group.output.length} ${group.error_output.length}`;
    const known = this.buffers.get(key);
    if (known) return known;
    const buffer = new OutputBuffer();
    this.buffers.set(key, buffer);
    // Filling it is a change, which has no place while a page is drawn.
    queueMicrotask(() => fill(buffer, group));
    return buffer;
  }
}

function fill(
  buffer: OutputBuffer,
  { output, error_output: errors, exit_code: code, hidden_lines }: ChatRunGroup,
): void {
  if (output) buffer.append('stdout', output);
  if (errors) buffer.append('stderr', errors);
  buffer.done({ ...(code === null ? {} : { exitCode: code }), truncated: hidden_lines > 0 });
}

function textOf({ output, error_output: errors }: ChatRunGroup): string {
  return errors ? `${output}${output && !output.endsWith('\n') ? '\n' : ''}${errors}` : output;
}

function firstLine(text: string): string {
  const [line = ''] = text.trimStart().split('\n', 1);
  return line.slice(0, 200);
}
