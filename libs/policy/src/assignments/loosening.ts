import { covers } from '@legator/contracts';
import type { PolicyDocument } from '@legator/contracts';
import type { HeldPolicy } from '../decision/facts.js';
import { looserTerms, termsOf } from '../decision/terms.js';
import { loosening } from '../policy.errors.js';
import { diffDocuments } from '../templates/diff.js';
import type { Scope } from './assignments.store.js';
import { levelWithout } from './level-by.js';
import type { Settled } from './settling.service.js';

type After = Pick<Settled, 'target' | 'before' | 'level' | 'held'>;
type Before = ReadonlyMap<string, readonly HeldPolicy[]>;

/** @throws `policy.loosening` when a probe would let more run, or lose what one of its policies holds back */
export function refuseLoosening(after: readonly After[], before: Before): void {
  const why = after.map((one) => loosens(one, before)).find(Boolean);
  if (why) throw loosening(why);
}

/** @throws `policy.loosening` for a tag or a site that would give those that come to it later more than it does now */
export function refuseLooserForComers(
  scope: Scope,
  was: PolicyDocument | undefined,
  becomes: PolicyDocument | undefined,
): void {
  const why = loosensComers(scope, was, becomes);
  if (why) throw loosening(why);
}

/** Why those that get the tag or come into the site later could get more than they have; nobody knows yet whom it would concern. */
export function loosensComers(
  { type, id }: Scope,
  was: PolicyDocument | undefined,
  becomes: PolicyDocument | undefined,
): string | undefined {
  if (type === 'probe') return undefined;
  const comer = type === 'tag' ? `Whatever gets the tag ${id}` : `Whatever comes into the site ${id}`;
  if (becomes && becomes.level !== 'observe') return `${comer} would get this policy.`;
  if (!was) {
    const looser = becomes && looserTerms(termsOf([]), termsOf([becomes]));
    return looser && `${comer} would ${looser}.`;
  }
  if (becomes && isNoLooser(was, becomes)) return undefined;
  return `${comer} would not get what ${was.name} holds back.`;
}

/** Why more could happen there without a person than now; nothing when it only gets stricter. */
export function loosens({ target, before: row, level, held }: After, before: Before): string | undefined {
  const { id, hostname } = target;
  const policies = before.get(id) ?? [];
  const runs = policies.length > 0 ? target.level : levelWithout(row, target.level);
  if (!covers(runs, level)) return `${hostname} would let ${level} run without a person.`;
  const lost = policies.find((was) => !held.some(({ document }) => isNoLooser(was.document, document)));
  if (lost) return `${hostname} would lose what ${lost.document.name} holds back.`;
  // A probe without a policy has terms too, the product's own.
  const looser = looserTerms(termsOf(documentsOf(policies)), termsOf(documentsOf(held)));
  return looser && `${hostname} would ${looser}.`;
}

function documentsOf(policies: readonly HeldPolicy[]): PolicyDocument[] {
  return policies.map(({ document }) => document);
}

function isNoLooser(was: PolicyDocument, becomes: PolicyDocument): boolean {
  return diffDocuments(was, becomes).every(
    ({ path, effect }) => effect === 'stricter' || ['name', 'description'].includes(path),
  );
}
