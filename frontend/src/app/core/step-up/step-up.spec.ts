import { TestBed } from '@angular/core/testing';
import { Dialogs } from '../../ui/dialogs';
import { ApiError } from '../api-error';
import { StepUp } from './step-up';

function setup(isGiven: boolean) {
  let asked = 0;
  const open = () => Promise.resolve((asked++, isGiven || undefined));
  TestBed.configureTestingModule({ providers: [{ provide: Dialogs, useValue: { open } }] });
  return { stepUp: TestBed.inject(StepUp), asked: () => asked };
}

const refusing = (code: string, times = 1) => {
  const did: string[] = [];
  const work = () => {
    did.push('try');
    return did.length <= times ? Promise.reject(new ApiError(code, 'No.', 403)) : Promise.resolve('done');
  };
  return { work, did };
};

describe('what asks for a proof that one is there', () => {
  it.each(['approvals.step_up_required', 'confirmation_needed'])(
    'is done again after it: %s',
    async (code) => {
      const { stepUp, asked } = setup(true);
      const { work, did } = refusing(code);
      expect(await stepUp.run(work)).toBe('done');
      expect([asked(), did.length]).toEqual([1, 2]);
    },
  );

  it('stays refused without it', async () => {
    const { stepUp, asked } = setup(false);
    const { work, did } = refusing('confirmation_needed');
    await expect(stepUp.run(work)).rejects.toThrow('No.');
    expect([asked(), did.length]).toEqual([1, 1]);
  });

  it('is asked once, not over and over', async () => {
    const { stepUp, asked } = setup(true);
    await expect(stepUp.run(refusing('confirmation_needed', 5).work)).rejects.toThrow('No.');
    expect(asked()).toBe(1);
  });

  it('is nothing else: typing a name to confirm is another matter', async () => {
    const { stepUp, asked } = setup(true);
    await expect(stepUp.run(refusing('approvals.confirmation_needed').work)).rejects.toThrow('No.');
    expect(asked()).toBe(0);
  });
});
