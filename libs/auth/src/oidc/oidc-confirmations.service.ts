import { Injectable } from '@nestjs/common';
import { Clock, Transactions } from '@legator/core';
import type { OidcSettings } from '@legator/contracts';
import { SessionsStore } from '../sessions/sessions.store.js';
import { Confirmations } from '../sign-in/confirmations.service.js';
import type { Confirming } from './confirming.js';
import { isFresh } from './fresh.js';
import { OidcPeople } from './oidc-people.service.js';
import { OidcRefused } from './oidc-refused.js';
import type { ProvenPerson } from './provider.js';
import { ProviderSignOuts, signedOutMeanwhile } from './provider-sign-outs.js';
import type { SignInSpan } from './sign-in-span.js';

/** Somebody who is signed in proves again, at the provider, that it is them: no sign-in is opened, and none is changed for another. */
@Injectable()
export class OidcConfirmations {
  constructor(
    private readonly people: OidcPeople,
    private readonly confirmations: Confirmations,
    private readonly clock: Clock,
    private readonly transactions: Transactions,
    private readonly sessions: SessionsStore,
    private readonly signOuts: ProviderSignOuts,
  ) {}

  /** What a sign-in by this person is worth: one that they proved a moment ago is a confirmation as well. */
  worthOf({ provedAt }: ProvenPerson): { confirmedBy?: 'oidc' } {
    return isFresh(provedAt, this.clock.now()) ? { confirmedBy: 'oidc' } : {};
  }

  /** @throws OidcRefused when it was another person, or not now, or the provider has ended it: then the sign-in here ends, too */
  async confirm(
    { sessionId, user }: Confirming,
    { person, span }: { person: ProvenPerson; span: SignInSpan },
    settings: OidcSettings,
    address: string,
  ): Promise<void> {
    if ((await this.people.accountOf(person)) !== user.id) throw another(user, person);
    if (!isFresh(person.provedAt, this.clock.now())) throw notNow(user);
    // The role follows the provider now as at each sign-in.
    await this.people.admit(person, settings, address);
    const isOver = await this.transactions.worker(async (tx) => {
      const reached = await this.signOuts.reached(tx, person, span);
      // The provider may call it otherwise than before: by its old name it would never be ended.
      if (reached) await this.signOuts.endOne(tx, sessionId, user, address);
      else await this.sessions.again(tx, sessionId, person);
      return reached;
    });
    if (isOver) throw signedOutMeanwhile(user);
    await this.confirmations.note(sessionId, 'oidc');
  }
}

function another(user: Confirming['user'], { subject }: ProvenPerson): OidcRefused {
  const message = `Somebody else is signed in at the provider: ${subject.slice(0, 100)}.`;
  return new OidcRefused('oidc_other_person', 'other_person', message, { user });
}

function notNow(user: Confirming['user']): OidcRefused {
  const message = 'The provider did not ask again who it is.';
  return new OidcRefused('oidc_not_fresh', 'not_fresh', message, { user });
}
