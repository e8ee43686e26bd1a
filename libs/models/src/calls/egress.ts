import { Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import { guardedAgent } from '@legator/core';
import type { Reach } from '@legator/core';
import type { Agent, RequestInit, Response } from 'undici';

/** No call takes longer, whatever it was opened with. */
export const LONGEST_CALL_MS = 120_000;

/** Lines to providers: to those in the house from profiles that say so, and to all others only outside of it. */
@Injectable()
export class Egress implements OnModuleDestroy {
  private readonly agents = new Map<Reach, Promise<Agent>>();

  /** As fetch does it, to an address that was checked, and never to where a redirect points. */
  async fetch(url: string, reach: Reach, request: Omit<RequestInit, 'dispatcher'>): Promise<Response> {
    const { fetch } = await import('undici');
    return fetch(url, { ...request, redirect: 'manual', dispatcher: await this.agent(reach) });
  }

  async onModuleDestroy(): Promise<void> {
    for (const agent of this.agents.values()) await (await agent).destroy();
  }

  private agent(reach: Reach): Promise<Agent> {
    const known = this.agents.get(reach) ?? guardedAgent({ reach, silenceMs: LONGEST_CALL_MS });
    this.agents.set(reach, known);
    return known;
  }
}
