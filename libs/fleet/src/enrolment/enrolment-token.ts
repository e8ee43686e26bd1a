import { randomBytes } from 'node:crypto';

/** Text that only its maker and the host it is given to ever see. */
export interface MadeSecret {
  readonly value: string;
  /** Enough to recognise it by, too little to use it. */
  readonly prefix: string;
}

/** A registration token in upstream's form, `prb_<id12>_<seconds>_<16 hex>`: 108 random bits. */
export function makeToken(now: Date): MadeSecret {
  const hex = randomBytes(14).toString('hex');
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 11)}`;
  const value = `prb_${id}_${Math.floor(now.getTime() / 1_000)}_${hex.slice(12, 28)}`;
  return { value, prefix: `prb_${hex.slice(0, 6)}` };
}

/** An API key of a probe: `lgk_` and 32 random bytes. */
export function makeKey(): MadeSecret {
  const value = `lgk_${randomBytes(32).toString('hex')}`;
  return { value, prefix: value.slice(0, 12) };
}

/** Another one is tried when it is taken. */
export function makeProbeId(): string {
  return `prb-${randomBytes(4).toString('hex')}`;
}
