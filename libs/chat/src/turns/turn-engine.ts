import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { asDomainError, Background, Bus, CONFIG, newId, Transactions } from '@legator/core';
import type { Config } from '@legator/core';
import { tookTooLong } from '../conversations/chat.errors.js';
import { Interruption } from './interruption.js';
import { LeasesStore } from './leases.store.js';
import { TurnRunner } from './turn-runner.js';
import type { TakenTurn } from './turn-row.js';
import { STOP_TOPIC, TURNS_TOPIC } from './wakers.js';
import type { WorkingTurn } from './working-turn.js';

/** Turns that one replica works at together; each waits for a model or for hosts most of the time. */
const MOST_AT_WORK = 16;
const LEASE_MS = 20_000;
/** A lost wake-up costs this much at most, in milliseconds. */
const LOOK_AGAIN_MS = 1_000;
const STOPPING_MS = 3_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Takes up turns as they come, those of other replicas too when these are gone, and keeps its hold on them. One at a
 * time in each conversation.
 */
@Injectable()
export class TurnEngine implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('chat');
  private readonly by = newId();
  private readonly atWork = new Map<WorkingTurn, Promise<void>>();
  private opening = 0;
  private readonly taking = new Background('chat-turns', () => this.take(), LOOK_AGAIN_MS);
  private readonly holding = new Background('chat-leases', () => this.hold(), LEASE_MS / 4);
  private ends: (() => void)[] = [];

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly transactions: Transactions,
    private readonly leases: LeasesStore,
    private readonly runner: TurnRunner,
    private readonly bus: Bus,
  ) {}

  onApplicationBootstrap(): void {
    this.taking.start();
    this.holding.start();
    this.ends = [
      this.bus.subscribe(TURNS_TOPIC, () => this.taking.wake()),
      this.bus.subscribe(STOP_TOPIC, (id) => {
        if (this.turns.some((turn) => turn.id === id)) this.holding.wake();
      }),
    ];
  }

  /** What is at work is given back, for another replica to go on with at once. */
  async onApplicationShutdown(): Promise<void> {
    this.ends.forEach((end) => end());
    await Promise.all([this.taking.stop(), this.holding.stop()]);
    for (const turn of this.turns) turn.interrupt(new Interruption('releasing'));
    const all = Promise.all(this.atWork.values());
    await Promise.race([all, new Promise((resolve) => setTimeout(resolve, STOPPING_MS).unref())]);
  }

  /** How many turns this replica works at. */
  get busy(): number {
    return this.atWork.size + this.opening;
  }

  private get turns(): readonly WorkingTurn[] {
    return [...this.atWork.keys()];
  }

  private async take(): Promise<boolean> {
    const room = MOST_AT_WORK - this.busy;
    if (room <= 0) return false;
    const taken = await this.claim(room);
    if (!taken) return true;
    for (const row of taken) void this.work(row);
    return taken.length === room;
  }

  /** Nothing when another replica was first somewhere; then it is to look again. */
  private async claim(room: number): Promise<TakenTurn[] | undefined> {
    try {
      return await this.transactions.worker((tx) => this.leases.claim(tx, this.by, LEASE_MS, room));
    } catch (error) {
      if (isTaken(error)) return undefined;
      throw error;
    }
  }

  private async work(row: TakenTurn): Promise<void> {
    this.opening += 1;
    const turn = await this.open(row).finally(() => (this.opening -= 1));
    if (!turn) return;
    const clock = this.limit(turn);
    const done = this.runner.run(turn);
    this.atWork.set(turn, done);
    await done;
    clearTimeout(clock);
    this.atWork.delete(turn);
    this.taking.wake();
  }

  /** Nothing when that fails: its lease runs out and it is tried again. */
  private async open(row: TakenTurn): Promise<WorkingTurn | undefined> {
    // Its lease ran out while it was here, and here it is again.
    for (const turn of this.turns) if (turn.id === row.id) turn.interrupt(new Interruption('lost'));
    return this.runner.open(row, this.by).catch((error: unknown) => {
      this.logger.warn(`A turn could not be taken up: ${asDomainError(error).message}`);
      return undefined;
    });
  }

  /** Only what it works counts, not what it waits. */
  private limit(turn: WorkingTurn): NodeJS.Timeout {
    const { chatTurnTimeMs } = this.config;
    const left = Math.max(0, chatTurnTimeMs - turn.row.workMs);
    const over = () => turn.interrupt(new Interruption('too_long', '', tookTooLong(chatTurnTimeMs)));
    return setTimeout(over, Math.min(left, LONGEST_TIMER_MS));
  }

  private async hold(): Promise<void> {
    const { turns } = this;
    if (turns.length === 0) return;
    const ids = turns.map(({ id }) => id);
    const held = await this.transactions.worker((tx) => this.leases.extend(tx, this.by, ids, LEASE_MS));
    const byId = new Map(held.map((one) => [one.id, one]));
    for (const turn of turns) {
      const now = byId.get(turn.id);
      if (turn.isOver) continue;
      if (now?.attempt !== turn.row.attempt) turn.interrupt(new Interruption('lost'));
      else if (now.stopBy !== null) turn.interrupt(new Interruption('stopped', now.stopBy));
    }
  }
}

/** Two replicas met at one conversation, and the index let one of them through. */
function isTaken(error: unknown): boolean {
  const { driverError } = error as { driverError?: { code?: string } };
  return driverError?.code === '23505' && asDomainError(error).kind !== 'unavailable';
}
