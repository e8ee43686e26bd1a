import request from 'supertest';
import { z } from 'zod';
import { Approval, ApprovalsModule } from '@legator/approvals';
import { DirectiveRequests, DirectivesModule, DirectiveTypes } from '@legator/directives';
import { startSpine } from '../../support/spine.js';
import type { Spine } from '../../support/spine.js';

const Payload = z.strictObject({ host: z.string() });
const URL = '/api/v1/execution/freeze';

describe('a freeze', () => {
  let spine: Spine;
  const http = () => request(spine.app.getHttpServer());
  const freeze = (body: object) => http().post(URL).send(body);
  /** What becomes of a request for a host with the tag `prod`. */
  const ask = () =>
    spine.as({}, () =>
      spine.app
        .get(DirectiveRequests)
        .request({ type: 'test.tagged', payload: { host: 'web-01' } })
        .then(
          () => 'taken',
          ({ code }) => code,
        ),
    );

  beforeAll(async () => {
    spine = await startSpine([DirectivesModule, ApprovalsModule], { entities: [Approval] });
    spine.app.get(DirectiveTypes).register<z.infer<typeof Payload>>({
      name: 'test.tagged',
      title: 'A test',
      schema: Payload,
      permission: 'command:exec',
      judged: true,
      requestable: true,
      rerunnable: true,
      kind: 'inline',
      summarize: ({ host }) => host,
      subject: ({ host }) => ({ type: 'probe', id: host }),
      alsoAbout: () => [{ type: 'tag', id: 'prod' }],
      run: () => Promise.resolve({}),
    });
  }, 60_000);

  afterEach(async () => {
    const { body } = await http().get(URL);
    for (const { id } of body.freezes) await http().delete(URL).send({ id });
  });

  afterAll(() => spine.close());

  it.each([
    ['the whole tenant', { type: 'tenant' }],
    ['a probe', { type: 'probe', id: 'web-01' }],
    ['a tag, however it is written', { type: 'tag', id: ' PROD ' }],
  ])('holds what lies in %s, until it is lifted', async (_what, scope) => {
    const { body } = await freeze({ scope, reason: 'drill' }).expect(201);
    expect(await ask()).toBe('execution_frozen');
    await http().delete(URL).send({ id: body.freeze.id }).expect(204);
    expect(await ask()).toBe('taken');
  });

  it('lets alone what lies elsewhere', async () => {
    await freeze({ scope: { type: 'probe', id: 'web-02' }, reason: 'drill' }).expect(201);
    expect(await ask()).toBe('taken');
  });

  it.each([
    ['a scope that names nothing', { scope: { type: 'probe' } }, 'scope.id'],
    ['an end that is past', { scope: { type: 'tenant' }, until: '2020-01-01T00:00:00Z' }, 'until'],
  ])('is refused with %s, since it would hold nothing', async (_what, over, path) => {
    const { status, body } = await freeze({ reason: 'drill', ...over });
    expect([status, body.details?.[0]?.path]).toEqual([400, path]);
    expect((await http().get(URL)).body).toEqual({ freezes: [] });
  });
});
