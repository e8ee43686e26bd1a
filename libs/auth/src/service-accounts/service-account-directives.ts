import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Permission } from '@legator/contracts';
import { DirectiveTypes } from '@legator/directives';
import { ServiceAccountChanges } from './service-account-changes.js';

const Creation = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  description: z.string().nullable(),
  permissions: z.array(Permission).nullable(),
  role: z.string().nullable(),
});
type Creation = z.infer<typeof Creation>;
const Change = z.strictObject({
  id: z.uuid(),
  name: z.string().optional(),
  description: z.string().nullable().optional(),
  permissions: z.array(Permission).optional(),
  role: z.string().optional(),
  enabled: z.boolean().optional(),
});
type Change = z.infer<typeof Change>;
const Removal = z.strictObject({ id: z.uuid() });

const SHARED = {
  kind: 'inline',
  permission: 'key:manage',
  judged: false,
  requestable: false,
  rerunnable: false,
} as const;
const subject = ({ id }: { id: string }) => ({ type: 'service.account', id });

/** The intents about service accounts: each change is a directive of its own. */
@Injectable()
export class ServiceAccountDirectives {
  constructor(
    private readonly types: DirectiveTypes,
    private readonly changes: ServiceAccountChanges,
  ) {}

  register(): void {
    this.types.register<Creation>({
      ...SHARED,
      ...{ name: 'service_account.create', title: 'Create a service account', schema: Creation, subject },
      summarize: ({ name }) => `create the service account ${name}`,
      run: async (tx, _directive, payload) => {
        await this.changes.create(tx, payload);
        return { id: payload.id };
      },
    });
    this.types.register<Change>({
      ...SHARED,
      ...{ name: 'service_account.change', title: 'Change a service account', schema: Change, subject },
      summarize: ({ id, enabled }) =>
        `${enabled === undefined ? 'change' : enabled ? 'enable' : 'disable'} the service account ${id}`,
      run: async (tx, _directive, payload) => {
        await this.changes.change(tx, payload);
        return { id: payload.id };
      },
    });
    this.types.register<z.infer<typeof Removal>>({
      ...SHARED,
      ...{ name: 'service_account.remove', title: 'Remove a service account', schema: Removal, subject },
      summarize: ({ id }) => `remove the service account ${id}`,
      run: async (tx, _directive, { id }) => {
        await this.changes.remove(tx, id);
        return { id };
      },
    });
  }
}
