import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { Decisions } from '@legator/approvals';
import type { CommandView, HeldCommand, RevertPreview } from '@legator/contracts';
import { ProbeRoad } from '../../support/probe-road.js';
import { RealProbe } from '../../support/real-probe.js';
import { eventually } from '../../support/spine.js';

Logger.overrideLogger(false);

let road: ProbeRoad;
let probe: RealProbe;
let folder: string;
let file: string;

beforeAll(async () => {
  road = await ProbeRoad.start({ policy: true });
  probe = await RealProbe.start(road.base, 'web-1');
});
afterAll(async () => {
  await probe.stop();
  await road.close();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'changes-'));
  file = join(folder, 'app.txt');
  writeFileSync(file, 'one\ntwo\n', { mode: 0o644 });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const view = (id: string) => road.get<CommandView>(`/commands/${id}`);

async function approved(response: Response): Promise<CommandView> {
  const held = (await response.json()) as HeldCommand;
  expect({ status: response.status, held }).toMatchObject({ status: 202 });
  const decision = { decision: 'approved' as const, reason: 'yes', confirm: probe.id };
  for (const [id, name] of [
    ['ben', 'Ben'],
    ['eva', 'Eva'],
  ] as const) {
    // What is critical takes two.
    if ((await view(held.request_id)).state !== 'pending_approval') break;
    const session = { id: `of ${id}`, confirmedAt: new Date(), confirmedBy: 'password' as const };
    await road.spine.as({ id, name, session }, () =>
      road.spine.app.get(Decisions).decide(held.approval_id!, decision),
    );
  }
  await eventually(async () => expect((await view(held.request_id)).completed_at).not.toBeNull());
  return view(held.request_id);
}

const run = async (...words: string[]) =>
  approved(await road.post(`/probes/${probe.id}/command`, { command: words[0], args: words.slice(1) }));
const preview = async (id: string) => {
  const response = await road.post(`/commands/${id}/revert/preview`);
  return { status: response.status, body: (await response.json()) as RevertPreview };
};
const revert = (id: string) => road.post(`/commands/${id}/revert`);
const read = () => readFileSync(file, 'utf8');

it('shows what a change did, offers the way back, and goes it as any other command', async () => {
  const changed = await run('sed', '-i', 's/two/zwei/', file);
  expect(changed).toMatchObject({ state: 'succeeded', level: 'remediate', reverts: null });
  expect(changed.changes).toMatchObject({ missing: null, revertible: true, not_revertible: null });
  expect(changed.changes!.items[0]).toMatchObject({
    kind: 'file',
    name: file,
    change: 'changed',
    summary: `${file}: 1 line more, 1 less`,
    diff: '@@ -1,2 +1,2 @@\n one\n-two\n+zwei\n',
  });

  const { status, body } = await preview(changed.request_id);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    steps: [`contents of ${file} as they were`],
    remains: [],
    only_if: [`${file} is still as the command left it`],
    verdict: { decision: 'queue', level: 'remediate' },
  });
  expect(read()).toBe('one\nzwei\n');

  const back = await approved(await revert(changed.request_id));
  expect(back).toMatchObject({ state: 'succeeded', reverts: changed.request_id });
  expect(read()).toBe('one\ntwo\n');
  expect(statSync(file).mode & 0o777).toBe(0o644);
});

it('is in the trail with what was and what became of it', async () => {
  const { request_id, directive_id } = await run('sed', '-i', 's/two/zwei/', file);
  const [entry] = await road.rows<{ body: { before: unknown; after: unknown; detail: unknown } }>(
    `select body::jsonb as body from (select body from audit_inbox union all select body from audit_entry) e
     where body::jsonb->>'type' = 'command.result' and body::jsonb->'subject'->>'id' = $1`,
    [directive_id],
  );
  expect(entry!.body).toMatchObject({
    detail: { request_id },
    before: { items: [{ name: file, text: 'one\ntwo\n' }] },
    after: { items: [{ name: file, text: 'one\nzwei\n' }] },
  });
});

it('takes nothing back where somebody has changed it since', async () => {
  const { request_id } = await run('sed', '-i', 's/two/zwei/', file);
  writeFileSync(file, 'mine\n');
  const back = await approved(await revert(request_id));
  expect(back).toMatchObject({ state: 'failed', error_kind: 'refused' });
  expect(back.error_message).toContain(`${file} is not as it was left: sha256 is`);
  expect(read()).toBe('mine\n');
});

it('takes nothing back twice', async () => {
  const { request_id } = await run('chmod', '600', file);
  expect((await approved(await revert(request_id))).state).toBe('succeeded');
  expect(statSync(file).mode & 0o777).toBe(0o644);
  expect(await approved(await revert(request_id))).toMatchObject({ state: 'failed', error_kind: 'refused' });
});

it('keeps no secret: neither of a place of secrets, nor in an ordinary file', async () => {
  const secret = join(folder, 'id_rsa');
  writeFileSync(secret, 'hunter2');
  writeFileSync(file, 'user = app\npassword = hunter2\ntwo\n');
  const changed = await run('sed', '-i', 's/two/zwei/', file);
  expect(changed.changes!.items[0]!.diff).toContain(' password = [redacted]\n-two\n+zwei\n');
  expect(changed.changes!.items[0]!.note).toContain('masked');
  expect(changed.changes).toMatchObject({ revertible: false });
  const touched = await run('chmod', '600', secret);
  expect(touched.changes!.items[0]).toMatchObject({ name: secret, after: { textNote: 'secret' } });
  expect(JSON.stringify([changed, touched])).not.toContain('hunter2');
  const rows = await road.rows('select * from commands_capture');
  const trail = await road.rows('select body from audit_inbox union all select body from audit_entry');
  expect(JSON.stringify([rows, trail])).not.toContain('hunter2');
});

it('says why there is no way back, and asks for nothing then', async () => {
  const { request_id, changes } = await run('touch', file);
  expect(changes).toMatchObject({ revertible: false, not_revertible: 'There is nothing to put back.' });
  for (const response of [
    await revert(request_id),
    await road.post(`/commands/${request_id}/revert/preview`),
  ]) {
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({
      code: 'commands.cannot_revert',
      error: 'There is nothing to put back.',
    });
  }
  expect((await revert('nobody-knows-it')).status).toBe(404);
});

it('looks at nothing for a command that only reads', async () => {
  const response = await road.post(`/probes/${probe.id}/command?wait=true`, { command: 'cat', args: [file] });
  const { request_id } = (await response.json()) as { request_id: string };
  const shown = await view(request_id);
  expect(shown.changes).toBeNull();
  expect((await revert(request_id)).status).toBe(409);
});

it('shows a file that came and takes it away again, and one that went and puts it back with its rights', async () => {
  const copy = join(folder, 'copy.txt');
  const came = await run('cp', file, copy);
  expect(came.changes!.items[0]).toMatchObject({ name: copy, change: 'added' });
  await approved(await revert(came.request_id));
  expect(() => statSync(copy)).toThrow('ENOENT');

  const went = await run('rm', file);
  expect(went.changes!.items[0]).toMatchObject({ name: file, change: 'removed' });
  await approved(await revert(went.request_id));
  expect(read()).toBe('one\ntwo\n');
  expect(statSync(file).mode & 0o777).toBe(0o644);
});
