import { TestBed } from '@angular/core/testing';
import { AuditApi } from './audit-api';
import { ChainCheck } from './chain-check';
import { FakeAuditApi } from './testing';

function setup() {
  const api = new FakeAuditApi();
  TestBed.configureTestingModule({ providers: [{ provide: AuditApi, useValue: api }] });
  return { api, check: TestBed.inject(ChainCheck) };
}

describe('the verification of the chain', () => {
  it('walks the chain once, however often it is pressed meanwhile', async () => {
    const { api, check } = setup();
    await Promise.all([check.run(), check.run()]);
    expect(api.verified).toEqual([undefined]);
    expect(check.result.value()).toMatchObject({ valid: true });
  });

  it('says that it was compared only of a run with a checkpoint', async () => {
    const { api, check } = setup();
    await check.run('line');
    expect([api.verified, check.isCompared()]).toEqual([['line'], true]);
    await check.run();
    expect(check.isCompared()).toBe(false);
  });
});
