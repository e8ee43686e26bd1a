import { Injectable, signal } from '@angular/core';

export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'ok' | 'info' | 'bad';
  readonly action?: ToastAction;
}

const SHOWN = 3;
const STAY_MS = 6_000;
/** With something to undo. */
const UNDO_MS = 10_000;

/**
 * Results of something done elsewhere on the screen: `toasts.done('Tag removed', undo)`, `toasts.failed('…')`. Newest first,
 * at most three; they leave after six seconds, with Undo after ten, and wait while somebody is over them. Failures stay.
 * Never the only place where something is said.
 */
@Injectable({ providedIn: 'root' })
export class Toasts {
  private readonly all = signal<readonly Toast[]>([]);
  private readonly timers = new Map<number, Countdown>();
  private count = 0;

  readonly shown = this.all.asReadonly();

  /** @param undo takes the thing back; offered for ten seconds */
  done(text: string, undo?: () => void): void {
    this.show({ text, tone: 'ok', ...(undo && { action: { label: 'Undo', run: undo } }) });
  }

  info(text: string, action?: ToastAction): void {
    this.show({ text, tone: 'info', ...(action && { action }) });
  }

  /** Stays until it is dismissed. */
  failed(text: string, action?: ToastAction): void {
    this.show({ text, tone: 'bad', ...(action && { action }) });
  }

  dismiss(id: number): void {
    this.timers.get(id)?.pause();
    this.timers.delete(id);
    this.all.update((all) => all.filter((one) => one.id !== id));
  }

  act(toast: Toast): void {
    this.dismiss(toast.id);
    toast.action?.run();
  }

  /** While the pointer or the focus is on them. */
  pause(): void {
    for (const timer of this.timers.values()) timer.pause();
  }

  resume(): void {
    for (const timer of this.timers.values()) timer.resume();
  }

  private show(toast: Omit<Toast, 'id'>): void {
    const id = ++this.count;
    this.all.update((all) => [{ id, ...toast }, ...all]);
    for (const old of this.all().slice(SHOWN)) this.dismiss(old.id);
    if (toast.tone === 'bad') return;
    this.timers.set(id, new Countdown(toast.action ? UNDO_MS : STAY_MS, () => this.dismiss(id)));
  }
}

/** A timer that can be stopped and goes on with what was left. */
class Countdown {
  private timer?: ReturnType<typeof setTimeout>;
  private started = 0;

  constructor(
    private left: number,
    private readonly over: () => void,
  ) {
    this.resume();
  }

  pause(): void {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.left -= Date.now() - this.started;
  }

  resume(): void {
    if (this.timer !== undefined) return;
    this.started = Date.now();
    this.timer = setTimeout(this.over, this.left);
  }
}
