import { inject } from '@angular/core';
import type { TokenKey } from '../ui/token-filter';
import { AuditApi } from './audit-api';
import { AuditStore } from './audit-store';
import { AUDIT_WORDS } from './audit-words';

const SHOWN = 12;
const TIMES = ['1h', '24h', '7d', 'today', 'yesterday'];

/** What the filter of the trail understands, with values that really occur. Call it in an injection context. */
export function trailKeys(): readonly TokenKey[] {
  const audit = inject(AuditApi);
  const store = inject(AuditStore);
  let types: Promise<readonly string[]> | undefined;
  const hints = AUDIT_WORDS.keys;
  const times = (prefix: string) =>
    Promise.resolve(TIMES.filter((time) => time.startsWith(prefix)).map((value) => ({ value })));

  return [
    {
      key: 'type',
      hint: hints.type,
      values: async (prefix) => {
        types ??= audit.types();
        types.catch(() => (types = undefined));
        return (await types)
          .filter((type) => type.includes(prefix))
          .slice(0, SHOWN)
          .map((value) => ({ value }));
      },
    },
    {
      key: 'actor',
      hint: hints.actor,
      // Of those in what was loaded: the trail has no list of everybody who ever acted.
      values: (prefix) => {
        const actors = new Map(store.entries().map(({ actor, actor_id }) => [actor_id, actor]));
        const fits = [...actors].filter(([id, name]) => id && `${id} ${name}`.includes(prefix));
        return Promise.resolve(
          fits
            .slice(0, SHOWN)
            .map(([value, label]) => ({ value, ...(label && label !== value ? { label } : {}) })),
        );
      },
    },
    {
      key: 'probe',
      hint: hints.probe,
      values: async (prefix) => {
        const probes = await audit.probes(prefix, SHOWN);
        return probes.map(({ id, hostname }) => ({ value: id, label: hostname || id }));
      },
    },
    {
      key: 'subject',
      hint: hints.subject,
      values: (prefix) => {
        const all = store
          .entries()
          .flatMap(({ subject }) => (subject ? [`${subject.type}/${subject.id}`] : []));
        const fits = [...new Set(all)].filter((value) => value.includes(prefix));
        return Promise.resolve(fits.slice(0, SHOWN).map((value) => ({ value })));
      },
    },
    { key: 'since', hint: hints.since, values: times },
    { key: 'until', hint: hints.until, values: times },
  ];
}
