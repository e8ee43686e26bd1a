import { Injectable } from '@nestjs/common';
import type { ApprovalStanding, DecideApproval } from '@legator/contracts';
import { currentContext, People, personId } from '@legator/core';
import type { Tx } from '@legator/core';
import type { Approval } from './approval.entity.js';
import { confirmationNeeded, notTheirs, reasonNeeded, samePerson } from './approvals.errors.js';
import { sameName } from './same-name.js';
import { standing } from './standing.js';
import type { Standing } from './standing.js';
import { TargetNames } from './target-names.js';
import type { Vote } from './vote.js';

/** Whether the person who is signed in may say yes, and what that takes. */
@Injectable()
export class Deciders {
  constructor(
    private readonly people: People,
    private readonly names: TargetNames,
  ) {}

  /** How the current actor stands to a request. */
  async standing(tx: Tx, approval: Approval, votes: readonly Vote[]): Promise<Standing> {
    const { person, sole } = await this.me(tx);
    return standing(approval, {
      own: isOwn(approval, person),
      sole,
      again: votes.some((vote) => vote.person === person),
    });
  }

  /** Who asks, and whether nobody else in the tenant could decide. */
  async me(tx: Tx): Promise<{ person: string; sole: boolean }> {
    const person = personId(currentContext().actor);
    const holders = await this.people.holding(tx, 'approval:write');
    return { person, sole: holders.length === 1 && holders[0] === person };
  }

  /** Those votes whose people may still decide: whoever lost that right meanwhile is not one of the people needed. */
  async standingVotes(tx: Tx, votes: readonly Vote[]): Promise<Vote[]> {
    if (votes.length === 0) return [];
    const holders = new Set(await this.people.holding(tx, 'approval:write'));
    return votes.filter(({ person }) => holders.has(person));
  }

  /** @throws what stands in the way: not theirs to approve, twice the same person, no reason, no typed name */
  async admit(
    tx: Tx,
    approval: Approval,
    votes: readonly Vote[],
    { reason, confirm }: DecideApproval,
  ): Promise<{ as: ApprovalStanding; needed: number }> {
    const found = await this.standing(tx, approval, votes);
    if (!found.allowed)
      throw found.code === 'approvals.same_person'
        ? samePerson(found.message)
        : notTheirs(found.code, found.message);
    if (found.needsReason && !reason) throw reasonNeeded();
    if (found.needsConfirm) {
      const name = await this.nameOf(tx, approval);
      if (!sameName(confirm, name)) throw confirmationNeeded(name);
    }
    return found;
  }

  /** What has to be typed. */
  nameOf(tx: Tx, { subjectType, subjectId }: Approval): Promise<string> {
    return this.names.one(tx, { type: subjectType, id: subjectId });
  }
}

/** Whether a person asked for it, themselves or by a key that they made. */
export function isOwn({ answerable, requestedByType, requestedById }: Approval, person: string): boolean {
  return answerable === person || `${requestedByType}:${requestedById}` === person;
}
