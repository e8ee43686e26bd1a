import type { ChatPart } from '@legator/contracts';
import { RulesAnswerer, RulesModule } from '@legator/chat';
import { runWith } from '@legator/core';
import type { Actor } from '@legator/core';
import { anActor } from '@legator/core/testing';
import type { ToolAnswer, TurnAtWork, TurnEnd } from '@legator/chat';
import { allowQuietProbes } from '../../support/quiet-probes.js';
import { fleetApp } from '../fleet/fleet-app.js';
import type { FleetApp } from '../fleet/fleet-app.js';

/** What was said and shown in a turn, and what was called for. */
export interface Heard {
  readonly text: string;
  readonly parts: readonly ChatPart[];
  readonly calls: readonly {
    readonly name: string;
    readonly input: Record<string, unknown>;
    readonly callId: string;
  }[];
  readonly end: TurnEnd;
}

export interface Asked {
  readonly actor?: Actor;
  readonly scope?: 'fleet' | 'probe';
  readonly probeId?: string;
  readonly target?: string;
  /** What a tool answers. */
  readonly answer?: ToolAnswer;
}

const NOTHING: ToolAnswer = { ok: false, text: '', summary: 'no tool is there' };

/** The rules over a real fleet in a real database; who runs commands is played. */
export class RulesApp {
  private constructor(readonly fleet: FleetApp) {}

  static async start(): Promise<RulesApp> {
    const fleet = await fleetApp({ rooms: [RulesModule] });
    await allowQuietProbes(fleet.app);
    return new RulesApp(fleet);
  }

  async ask(question: string, asked: Asked = {}): Promise<Heard> {
    const { scope = 'fleet', probeId = null, target = null, answer = NOTHING } = asked;
    const actor = asked.actor ?? anActor({ tenantId: 'mine' });
    const heard = { text: '', parts: [] as ChatPart[], calls: [] as Heard['calls'][number][] };
    const turn: TurnAtWork = {
      ...{
        id: 'turn',
        tenantId: actor.tenantId,
        conversationId: 'talk',
        scope,
        kind: 'chat',
        probeId,
        actor,
        question,
        target,
      },
      ...{ confirmation: null, askedAt: new Date(), abort: new AbortController().signal, nonce: 'n0nce' },
      ...{ untrusted: false, commandsUsed: 0 },
      history: () => Promise.resolve([]),
      stands: () => Promise.resolve(true),
      hasCommandedBeside: () => Promise.resolve(false),
      say: (chunk) => void (heard.text += chunk),
      show: (part) => void heard.parts.push(part),
      tell: () => undefined,
      note: () => undefined,
      call: (name, input, callId) => {
        heard.calls.push({ name, input: input as Record<string, unknown>, callId });
        return Promise.resolve(answer);
      },
    };
    const end = await this.fleet.app.get(RulesAnswerer).answer(turn, false);
    return { ...heard, end };
  }

  /** As somebody of the tenant. */
  as<T>(work: () => Promise<T>, tenantId = 'mine'): Promise<T> {
    return runWith({ actor: anActor({ tenantId }) }, work);
  }

  close(): Promise<void> {
    return this.fleet.close();
  }
}

/** Texts of the table's cells, row by row. */
export function tableIn({ parts }: Pick<Heard, 'parts'>): string[][] {
  const table = parts.find((part) => part.type === 'table');
  return table?.type === 'table' ? table.rows.map((row) => row.map(({ text }) => text)) : [];
}
