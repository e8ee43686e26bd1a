import type { Signal } from '@legator/core';

/** There is another organisation. */
export class OrganizationCreated implements Signal {
  static readonly type = 'organization.created';
  readonly type = OrganizationCreated.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(organization: { id: string; name: string }) {
    this.subject = { type: 'organization', id: organization.id };
    this.summary = `The organisation ${organization.name} was made`;
    this.payload = { name: organization.name };
  }
}
