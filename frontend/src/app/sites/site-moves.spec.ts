import { TestBed } from '@angular/core/testing';
import { ApiError } from '../core/api-error';
import type { AssignSite } from '../core/api/models';
import { Dialogs } from '../ui/dialogs';
import { Toasts } from '../ui/toasts';
import { SiteMoves } from './site-moves';
import { SitesApi } from './sites-api';

function setup({ failure, isSure = true }: { failure?: ApiError; isSure?: boolean } = {}) {
  const asked: AssignSite[] = [];
  const api = {
    assign: (body: AssignSite) => {
      asked.push(body);
      const changed = body.probes?.length ?? 7;
      return failure ? Promise.reject(failure) : Promise.resolve({ matched: changed, changed });
    },
  };
  const dialogs = { confirm: () => Promise.resolve(isSure) };
  TestBed.configureTestingModule({
    providers: [
      { provide: SitesApi, useValue: api },
      { provide: Dialogs, useValue: dialogs },
    ],
  });
  const after = vi.fn(() => Promise.resolve());
  return { asked, after, moves: TestBed.inject(SiteMoves), toasts: TestBed.inject(Toasts) };
}

const OSLO = { id: 'oslo', name: 'Oslo' };
const PROBES = [{ id: 'a', site_id: 'rome' }, { id: 'b' }, { id: 'c', site_id: 'oslo' }];

describe('Moving probes to a site', () => {
  it('moves those that are elsewhere, and Undo puts each back where it was', async () => {
    const { asked, after, moves, toasts } = setup();
    await moves.move(PROBES, OSLO, after);
    expect(asked).toEqual([{ probes: ['a', 'b'], site: 'oslo' }]);
    expect(toasts.shown()[0]?.text).toContain('2 probes moved to Oslo');
    toasts.act(toasts.shown()[0]!);
    await vi.waitFor(() => expect(after).toHaveBeenCalledTimes(2));
    expect(asked.slice(1)).toEqual([
      { probes: ['a'], site: 'rome' },
      { probes: ['b'], site: null },
    ]);
  });

  it('sends nothing when all of them are there already', async () => {
    const { asked, after, moves, toasts } = setup();
    await moves.move([{ id: 'c', site_id: 'oslo' }], OSLO, after);
    expect(asked).toEqual([]);
    expect(toasts.shown()[0]?.text).toContain('Nothing changed');
  });

  it('says why it was refused', async () => {
    const failure = new ApiError('execution_frozen', 'The site rome is frozen.', 423);
    const { moves, after, toasts } = setup({ failure });
    await moves.move(PROBES, OSLO, after);
    expect(toasts.shown()[0]?.text).toContain('The site rome is frozen. (execution_frozen)');
    expect(after).not.toHaveBeenCalled();
  });

  it.each([
    [true, [5_000, 4_000]],
    [false, []],
  ])('asks before it moves many, and moves these and no others, in parts (%s)', async (isSure, expected) => {
    const { asked, after, moves } = setup({ isSure });
    const many = Array.from({ length: 9_000 }, (_, n) => ({ id: `prb-${n}`, site_id: 'rome' }));
    await moves.moveMany(9_000, () => Promise.resolve(many), { id: null, name: '' }, after);
    expect(asked.map(({ probes }) => probes?.length)).toEqual(expected);
    expect(asked.every(({ q, site }) => q === undefined && site === null)).toBe(true);
  });
});
