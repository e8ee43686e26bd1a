import { Injectable } from '@nestjs/common';
import type { CommandChanges as Changes } from '@legator/contracts';
import { Transactions } from '@legator/core';
import { loadReaders } from '@legator/shell';
import type { FoundCommand } from '../commands.service.js';
import type { Captured, Dispatch } from '../dispatch.js';
import { CapturesStore } from './captures.store.js';
import { compare } from './compare.js';
import { wayBack } from './way-back.js';
import type { WayBack } from './way-back.js';

export interface SeenChanges {
  readonly view: Changes;
  readonly back: WayBack;
}

/** What commands touched, for those who look at them. */
@Injectable()
export class CommandChanges {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: CapturesStore,
  ) {}

  /** Null for what changes nothing, and for what has not ended. */
  async of({ dispatch }: FoundCommand): Promise<SeenChanges | null> {
    if (!dispatch?.result || dispatch.capture.length === 0) return null;
    const captured = await this.transactions.run((tx) => this.store.find(tx, dispatch.id));
    if (!captured && dispatch.result.outcome === 'refused') return null;
    await loadReaders();
    return seen(dispatch, captured ?? { before: null, after: null });
  }
}

function seen({ capture, result, argv, line }: Dispatch, captured: Captured): SeenChanges {
  const { before, after } = captured;
  const items = before || after ? compare(capture, captured) : [];
  const back = wayBack(items, line === null ? { argv: [...argv] } : { argv: [], line });
  const why = notRevertible(back, captured);
  return {
    back,
    view: {
      before_at: before?.at ?? null,
      after_at: after?.at ?? null,
      missing: missing(captured, result?.outcome),
      items,
      revertible: why === null,
      not_revertible: why,
    },
  };
}

function missing({ before, after }: Captured, outcome: string | undefined): string | null {
  if (before && after) return null;
  if (!before && !after) return 'The probe did not say what it touched.';
  if (!before) return 'It was not looked at before it ran.';
  if (outcome === 'refused' || outcome === 'canceled')
    return 'It did not run, so nothing was looked at afterwards.';
  return 'It was not looked at afterwards: the probe stopped while it ran.';
}

function notRevertible({ words, remains }: WayBack, { before, after }: Captured): string | null {
  if (words) return null;
  if (!before || !after) return 'It is not known what it changed.';
  return remains.length > 0
    ? `There is no way back for: ${remains.join('; ')}.`
    : 'There is nothing to put back.';
}
