import type { Command } from 'commander';
import { record, rows, text } from './answers.js';
import { ago } from './durations.js';
import type { Register } from './program.js';
import type { Action } from './session.js';
import { clean } from './terminal.js';

const PATH = '/api/v1/invitations';

/** Links with which people join; `users invite` makes them. */
export function addInvitationCommands(program: Command, register: Register): void {
  const invitations = program.command('invitations').description('links with which people join');
  register(invitations.command('list').description('the invitations and what became of them'), list);
  register(
    invitations.command('revoke').description('end a link that nobody has used').argument('<id>'),
    revoke,
  );
}

/** Makes one, and shows its link. */
export const invite: Action = async ({ api, terminal, json }, options) => {
  const { role, name, expiresIn } = options as Record<string, string | undefined>;
  const answer = (await api.ask('POST', PATH, { body: { role, name, expires_in: expiresIn } })).body;
  if (json) return terminal.json(answer);
  const { invitation, link, warning } = record(answer);
  const { id, expires_at: expires } = record(invitation);
  terminal.facts([
    ['Link', text(link)],
    ['ID', text(id)],
    ['Role', text(record(invitation)['role'])],
    ['Expires', text(expires)],
  ]);
  terminal.note(clean(text(warning)));
};

const list: Action = async ({ api, terminal, json, around }) => {
  const answer = await api.get(PATH);
  if (json) return terminal.json(answer);
  const invitations = rows(answer, 'invitations');
  if (invitations.length === 0) return terminal.note('No invitations.');
  terminal.table(
    ['ID', 'FOR', 'ROLE', 'STATE', 'BY', 'CREATED', 'EXPIRES'],
    invitations.map((one) => [
      text(one['id']),
      text(one['name']),
      text(one['role']),
      text(one['state']),
      text(one['created_by']),
      ago(one['created_at'], around.now()),
      ago(one['expires_at'], around.now()),
    ]),
  );
};

const revoke: Action = async ({ api, terminal, json }, id) => {
  const { body } = await api.ask('DELETE', `${PATH}/${encodeURIComponent(String(id))}`);
  if (json) terminal.json(body ?? { revoked: id });
  else terminal.line(`Invitation ${clean(String(id))} is revoked.`);
};
