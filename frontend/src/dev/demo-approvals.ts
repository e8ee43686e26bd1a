import { Injectable, inject } from '@angular/core';
import type { ApprovalDetail, DecideApproval } from '../app/core/api/models';
import { type DemoEnd, type DemoWish, approvalOf, vote } from './approval-fixtures';
import { DemoCommands } from './demo-commands';
import { DEMO_MODE } from './demo-mode';
import { DemoRefusal } from './demo-route';
import { DemoWorld } from './demo-world';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const TOUCHED: Readonly<Record<string, DemoWish['touches']>> = {
  'systemctl restart php-fpm': [['service', 'restart', 'php-fpm.service']],
  'journalctl --vacuum-size=1G': [['delete', 'vacuum', '/var/log/journal']],
};

interface Held {
  readonly wish: DemoWish;
  end?: DemoEnd;
  votes: ApprovalDetail['approvals'];
  window?: Pick<DecideApproval, 'not_before' | 'not_after'>;
  glass?: string;
  replacedBy?: string;
  reviewed?: { note: string; at: number };
}

/** Requests of the demo: some that wait, some that ended, and whatever is asked for while it runs. */
@Injectable({ providedIn: 'root' })
export class DemoApprovals {
  private readonly world = inject(DemoWorld);
  private readonly commands = inject(DemoCommands);
  private readonly hostile = inject(DEMO_MODE).hostile;
  private readonly seeded: Held[] = this.seed();
  private readonly asked = new Map<string, Held>();

  /** Newest first. */
  all(): ApprovalDetail[] {
    this.expire();
    for (const held of this.commands.held())
      if (!this.asked.has(held.id)) this.asked.set(held.id, this.fresh(held));
    return [...this.seeded, ...this.asked.values()]
      .sort((a, b) => b.wish.at - a.wish.at)
      .map((one) => this.view(one));
  }

  find(id: string): ApprovalDetail | undefined {
    return this.all().find((one) => one.id === id);
  }

  decide(
    id: string,
    { decision, reason, confirm, not_before, not_after }: Partial<DecideApproval>,
  ): ApprovalDetail {
    const { held, view } = this.take(id);
    if (view.decision !== 'pending')
      throw new DemoRefusal(
        400,
        'invalid_request',
        `It is ${view.decision} already, by ${view.decided_by}.`,
        {
          reason_code: 'already_decided',
        },
      );
    const name = view.options.confirm_with;
    if (decision === 'approved' && name && confirm !== name)
      throw new DemoRefusal(400, 'approvals.confirmation_needed', `Type the name: ${name}.`);
    const now = this.world.now();
    if (decision === 'approved') held.votes = [...held.votes, vote('admin', now, reason)];
    if (not_before) held.window = { not_before, ...(not_after ? { not_after } : {}) };
    if (decision === 'approved' && held.votes.length < view.required_approvals)
      return this.tell(held, 'given');
    held.end = { state: decision ?? 'denied', by: 'admin', at: now, ...(reason ? { reason } : {}) };
    this.commands.settle(held.wish.requestId, decision === 'approved' && !not_before);
    return this.tell(held, 'decided');
  }

  withdraw(id: string): ApprovalDetail {
    const { held } = this.take(id);
    held.end = { state: 'withdrawn', by: 'admin', at: this.world.now(), reason: 'Not needed any more.' };
    this.commands.settle(held.wish.requestId, false);
    return this.tell(held, 'withdrawn');
  }

  review(id: string, note: string): ApprovalDetail {
    const { held } = this.take(id);
    held.reviewed = { note, at: this.world.now() };
    return this.tell(held, 'reviewed');
  }

  /** Somebody did not wait: a command that runs takes the place of a request. */
  broken(old: string | undefined, id: string, reason: string): void {
    this.all();
    const fresh = this.asked.get(id);
    const end = { by: 'admin', at: this.world.now() };
    if (fresh) Object.assign(fresh, { glass: reason, end: { ...end, state: 'approved' } });
    this.commands.settle(id, true);
    if (old) this.replace(old, id);
  }

  /** The newer one takes the place of the older, whether that needs a person or not. */
  replace(old: string, id: string): void {
    const { held } = this.take(old);
    held.end = { by: 'admin', at: this.world.now(), state: 'superseded' };
    held.replacedBy = id;
    this.commands.settle(held.wish.requestId, false);
    this.tell(held, 'superseded');
  }

  private take(id: string): { held: Held; view: ApprovalDetail } {
    this.all();
    const held = [...this.seeded, ...this.asked.values()].find(({ wish }) => wish.id === id);
    if (!held) throw new DemoRefusal(404, 'not_found', `There is no approval ${id}.`);
    return { held, view: this.view(held) };
  }

  private tell(held: Held, what: string): ApprovalDetail {
    const { line, probe } = held.wish;
    this.world.happened({
      type: `approval.${what}`,
      probeId: probe.id,
      summary: `The request for ${line} was ${what}.`,
    });
    return this.view(held);
  }

  private view({ wish, end, votes, window, glass, reviewed, replacedBy }: Held): ApprovalDetail {
    const made = approvalOf(wish, this.world.now(), end);
    const isTwice = votes.some(({ actor }) => actor === 'admin') && !end;
    return {
      ...made,
      ...(votes.length > 0 ? { approvals: votes } : {}),
      ...(isTwice
        ? {
            options: {
              ...made.options,
              may_approve: false,
              refusal: {
                code: 'approvals.same_person',
                message: 'You have approved it before; another person has to.',
              },
            },
          }
        : {}),
      ...window,
      ...(replacedBy ? { superseded_by: replacedBy } : {}),
      ...(window ? { directive: { ...made.directive, status: 'requested', completed_at: null } } : {}),
      ...(glass ? { breakglass_reason: glass, needs_review: !reviewed } : {}),
      ...(glass && !reviewed ? { options: { ...made.options, may_review: true } } : {}),
      ...(reviewed
        ? {
            reviewed_by: 'admin',
            reviewed_at: new Date(reviewed.at).toISOString(),
            review_note: reviewed.note,
          }
        : {}),
    };
  }

  private expire(): void {
    const now = this.world.now();
    for (const held of [...this.seeded, ...this.asked.values()]) {
      const end = held.wish.at + held.wish.minutes * MINUTE;
      if (!held.end && end <= now) held.end = { state: 'expired', by: 'system', at: end };
    }
  }

  private fresh({ id, line, probeId, at }: ReturnType<DemoCommands['held']>[number]): Held {
    const probe = this.world.probe(probeId)!;
    const [program = '', verb = '', target = '*'] = line.split(' ');
    const isService = program === 'systemctl';
    return {
      votes: [],
      wish: {
        ...{
          id,
          requestId: id,
          line,
          risk: 'medium',
          requester: 'admin',
          mine: true,
          probe,
          at,
          minutes: 15,
        },
        touches: isService ? [['service', verb, target]] : [['unknown', 'run', program]],
        effects: [
          isService ? `It will ${verb} ${target}.` : 'Nobody has said what it does; a person decides.',
        ],
        ...{ words: [program, verb].filter(Boolean), reversible: 'unknown', capacity: true },
      },
    };
  }

  private seed(): Held[] {
    const probes = this.world.probes().filter(({ connected }) => connected);
    const now = this.world.now();
    if (probes.length === 0) return [];
    const probe = (at: number) => probes[(at * 7 + 3) % probes.length]!;
    const one = (role: string, at: number) =>
      probes.find(({ hostname }) => hostname.startsWith(`${role}-`)) ?? probe(at);
    const common = { words: [], similar: [], capacity: true, minutes: 15, reversible: 'no' } as const;
    const waiting: DemoWish[] = [
      {
        ...{
          ...common,
          id: 'apr-1',
          requestId: 'demo-1',
          risk: 'high',
          requester: 'Jon Reyes',
          probe: one('db', 1),
        },
        line: `sudo -u postgres psql -c "select pg_drop_replication_slot('replica_old')"`,
        note: 'The slot of the old replica keeps 412 GB of WAL, and the disk is full tomorrow.',
        touches: [
          ['database', 'drop', 'replication slot replica_old'],
          ['account', 'act as', 'postgres'],
          ['read', 'read', '/var/lib/postgresql'],
        ],
        effects: ['It drops a replication slot of the database.', 'It acts as the user postgres.'],
        ...{ words: ['pg_drop_replication_slot', 'sudo'], similar: [true, true, true, true] },
        ...{ at: now - 2 * MINUTE, minutes: 16.5 },
      },
      {
        ...{
          ...common,
          id: 'apr-2',
          requestId: 'demo-2',
          risk: 'critical',
          requester: 'deploy-bot',
          probe: probe(2),
        },
        line: 'systemctl reboot',
        touches: [['power', 'reboot', '*']],
        effects: ['It restarts the host; everything on it stops meanwhile.'],
        ...{ words: ['reboot'], similar: [true, false, true], at: now - 57 * MINUTE, minutes: 60.1 },
      },
      {
        ...{
          ...common,
          id: 'apr-3',
          requestId: 'demo-3',
          risk: 'medium',
          requester: 'Priya Nair',
          probe: probe(3),
        },
        line: this.hostile
          ? 'rm \u202etxt.exe <b>x</b> \u200bnginx'
          : 'ln -sfn /etc/ssl/renewed.pem /etc/nginx/site.pem',
        typed: 'ln -sfn   /etc/ssl/renewed.pem "/etc/nginx/site.pem"',
        touches: [['write', 'replace', '/etc/nginx/site.pem']],
        effects: ['It replaces the link /etc/nginx/site.pem.'],
        ...{ words: ['ln'], reversible: 'yes', at: now - 6 * MINUTE },
      },
    ];
    const ended: [string, string, DemoEnd['state'], string, number][] = [
      ['systemctl restart php-fpm', 'demo-10', 'approved', 'admin', 22],
      ['journalctl --vacuum-size=1G', 'demo-11', 'approved', 'Mara Keller', 95],
      ['ufw allow 5432/tcp', 'demo-12', 'denied', 'Jon Reyes', 3 * 60],
      ['fallocate -l 8G /swapfile', 'demo-13', 'expired', 'system', 26 * 60],
      ['apt-get upgrade -y', 'demo-14', 'void', 'system', 50 * 60],
    ];
    return [
      ...waiting.map((wish) => ({
        wish,
        votes: wish.id === 'apr-2' ? [vote('Mara Keller', now - 5 * MINUTE)] : [],
      })),
      ...ended.map(([line, requestId, state, by, ago], at): Held => {
        const wish: DemoWish = {
          ...{ ...common, id: `apr-${10 + at}`, requestId, line, risk: 'medium', requester: 'Priya Nair' },
          ...{
            probe: probe(at + 4),
            touches: TOUCHED[line] ?? [],
            effects: ['It changes the host.'],
            at: now - ago * MINUTE - HOUR / 10,
          },
        };
        const reason = state === 'denied' ? 'Not before the firewall is reviewed.' : undefined;
        return { wish, votes: [], end: { state, by, at: now - ago * MINUTE, ...(reason ? { reason } : {}) } };
      }),
      {
        votes: [],
        glass: 'service_outage',
        end: { state: 'approved', by: 'Jon Reyes', at: now - 4 * HOUR },
        wish: {
          ...{
            ...common,
            id: 'apr-20',
            requestId: 'demo-20',
            line: 'systemctl restart haproxy',
            risk: 'high',
          },
          ...{ requester: 'Jon Reyes', probe: one('edge', 9), at: now - 4 * HOUR, words: ['restart'] },
          touches: [['service', 'restart', 'haproxy.service']],
          effects: ['It restarts the service haproxy.'],
        },
      },
    ];
  }
}
