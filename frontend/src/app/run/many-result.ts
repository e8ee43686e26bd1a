import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  computed,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { Banner } from '../ui/banner';
import { LgButton } from '../ui/button';
import { Code } from '../ui/code';
import { Diff } from '../ui/diff';
import { EmptyState } from '../ui/empty-state';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { OutputBuffer } from '../ui/output-buffer';
import { OutputView } from '../ui/output-view';
import { Pill } from '../ui/pill';
import { visibleText } from '../ui/visible-text';
import type { ManyRun } from './many-run';
import type { GroupOfProbes } from './output-groups';
import { RunPanel } from './run-panel';
import { WORDS } from './run-words';

const SHOWN = 200;

/** A command on many probes: how many are through, and what they said, together where it is the same. */
@Component({
  selector: 'lg-many-result',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Banner, Code, Diff, EmptyState, Failure, Icon, LgButton, OutputView, Pill, RouterLink],
  templateUrl: './many-result.html',
  styleUrl: './result.css',
})
export class ManyResult {
  readonly run = input.required<ManyRun>();
  protected readonly words = WORDS;
  protected readonly seen = visibleText;
  protected readonly shown = SHOWN;
  protected readonly panel = inject(RunPanel);
  private readonly stand = viewChild<ElementRef<HTMLElement>>('stand');
  private readonly opened = signal<ReadonlySet<string>>(new Set());
  private readonly buffers = new Map<string, OutputBuffer>();
  private readonly nothing = new OutputBuffer();

  protected readonly groups = computed(() => {
    const [largest] = this.run().groups();
    return this.run()
      .groups()
      .map((group) => ({
        ...group,
        isOpen: this.opened().has(group.key),
        first: visibleText(firstLine(group)),
        end: group.note || `exit ${group.exitCode ?? '–'}`,
        names: group.members.slice(0, SHOWN),
        more: Math.max(0, group.members.length - SHOWN),
        differsFrom: largest && largest.key !== group.key ? textOf(largest) : undefined,
        text: textOf(group),
      }));
  });
  protected readonly summary = computed(() => {
    const run = this.run();
    const [largest, ...others] = run.groups();
    const differ = others.reduce((sum, { members }) => sum + members.length, 0);
    const { running, waiting } = run.counts();
    const never = run.held().length;
    return [
      largest && WORDS.many.same(largest.members.length),
      differ > 0 && WORDS.many.differ(differ),
      running > 0 && WORDS.many.pending(running),
      waiting > 0 && WORDS.many.waiting(waiting),
      never > 0 && WORDS.many.never(never),
    ].filter(Boolean);
  });

  /** What can be ended, and what that means: programs that run, requests that wait, or both. */
  protected readonly stopping = computed(() => {
    const { running, waiting } = this.run().counts();
    const words = WORDS.stop;
    if (running === 0) return { button: words.withdrawAll(waiting), help: words.helpWaitingAll };
    if (waiting === 0) return { button: words.all(running), help: words.helpAll };
    return { button: words.both(running, waiting), help: words.helpBoth };
  });

  protected stop(): void {
    // The button is gone once all have ended.
    this.stand()?.nativeElement.focus();
    void this.run().stop();
  }

  protected toggle(group: GroupOfProbes): void {
    // Here and not while it is drawn: filling a buffer is a change.
    if (!this.buffers.has(group.key)) this.buffers.set(group.key, bufferOf(group));
    const { key } = group;
    this.opened.update((opened) => {
      const next = new Set(opened);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  }

  protected bufferOf({ key }: GroupOfProbes): OutputBuffer {
    return this.buffers.get(key) ?? this.nothing;
  }

  protected again(): void {
    const probes = this.run()
      .items()
      .map(({ probeId }) => probeId)
      .filter(Boolean);
    this.panel.again({ probes }, this.run().line());
  }
}

function bufferOf(group: GroupOfProbes): OutputBuffer {
  const buffer = new OutputBuffer();
  if (group.stdout) buffer.append('stdout', group.stdout);
  if (group.stderr) buffer.append('stderr', group.stderr);
  buffer.done({
    ...(group.exitCode === undefined ? {} : { exitCode: group.exitCode }),
    ...(group.note ? { note: group.note } : {}),
    truncated: group.truncated,
  });
  return buffer;
}

function textOf({ stdout, stderr }: GroupOfProbes): string {
  return stderr ? `${stdout}${stdout && !stdout.endsWith('\n') ? '\n' : ''}${stderr}` : stdout;
}

function firstLine(group: GroupOfProbes): string {
  const text = textOf(group).trimStart();
  const end = text.indexOf('\n');
  return (end < 0 ? text : text.slice(0, end)).slice(0, 200);
}
