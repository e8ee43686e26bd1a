import { Injectable, signal } from '@angular/core';

/** A question on its way to where it is asked. */
export interface Asked {
  readonly text: string;
  /** It is about this probe; else about the fleet. */
  readonly probe?: string;
}

/** Carries a question from wherever somebody typed it to the conversation in which it is asked. */
@Injectable({ providedIn: 'root' })
export class Asking {
  private readonly asked = signal<Asked | undefined>(undefined);

  /** Nothing while none is on its way. */
  readonly waiting = this.asked.asReadonly();

  ask(asked: Asked): void {
    this.asked.set(asked);
  }

  /** Hands it over, once, to whom it is for. */
  take(probe?: string): string | undefined {
    const asked = this.asked();
    if (!asked || asked.probe !== probe) return undefined;
    this.asked.set(undefined);
    return asked.text;
  }
}
