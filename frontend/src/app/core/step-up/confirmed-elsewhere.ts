import { DestroyRef, inject } from '@angular/core';

const CHANNEL = 'legator-confirmed';

/** Tells the other pages of this console that its person confirmed. It is a hint: the control plane knows whether it is so. */
export function tellConfirmed(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage('confirmed');
  channel.close();
}

/** Calls when another page of this console tells it, for as long as whoever asks lives. */
export function whenConfirmedElsewhere(then: () => void): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = then;
  inject(DestroyRef).onDestroy(() => channel.close());
}
