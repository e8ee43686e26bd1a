import request from 'supertest';
import { z } from 'zod';
import { Approval, ApprovalsModule } from '@legator/approvals';
import { DirectiveRequests, DirectivesModule, DirectiveTypes } from '@legator/directives';
import { startSpine } from '../../support/spine.js';

it('counts what waits for a person, for Prometheus', async () => {
  const spine = await startSpine([DirectivesModule, ApprovalsModule], { entities: [Approval] });
  try {
    spine.app.get(DirectiveTypes).register({
      name: 'test.change',
      title: 'A test',
      schema: z.strictObject({}),
      permission: 'command:exec',
      judged: true,
      requestable: true,
      rerunnable: true,
      kind: 'inline',
      summarize: () => 'a change',
      subject: () => ({ type: 'probe', id: 'web-01' }),
      run: () => Promise.resolve({}),
    });
    spine.judge.verdict = { decision: 'queue' };
    await spine.as({}, () => spine.app.get(DirectiveRequests).request({ type: 'test.change', payload: {} }));
    const { text } = await request(spine.app.getHttpServer()).get('/api/v1/metrics').expect(200);
    expect(text).toMatch(/^legator_approvals_pending 1$/m);
  } finally {
    await spine.close();
  }
}, 60_000);
