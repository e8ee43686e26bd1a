import { TestBed } from '@angular/core/testing';
import { ApiError } from '../../core/api-error';
import { FakeSimulationApi, aDocument } from '../testing';
import { SimulationApi } from '../try/simulation-api';
import { Draft } from './draft';
import { problemAt, problemsOf, syntaxProblem } from './problems';

function refusal(...details: object[]): ApiError {
  return new ApiError('invalid_request', 'no', 400, 'r', { details });
}

function setup() {
  vi.useFakeTimers();
  const api = new FakeSimulationApi();
  TestBed.configureTestingModule({ providers: [Draft, { provide: SimulationApi, useValue: api }] });
  const draft = TestBed.inject(Draft);
  draft.begin(aDocument());
  return { api, draft };
}

describe('A policy while it is written', () => {
  afterEach(() => {
    TestBed.resetTestingModule();
    vi.useRealTimers();
  });

  it('is the same as fields and as text', () => {
    const { draft } = setup();
    draft.set('max_targets', 5);
    expect(JSON.parse(draft.text())).toMatchObject({ max_targets: 5, level: 'diagnose' });
    draft.write(JSON.stringify({ ...aDocument(), blocked: ['rm'] }));
    expect(draft.value()['blocked']).toEqual(['rm']);
    expect(draft.value()['max_targets']).toBeUndefined();
    draft.set('blocked', undefined);
    expect(draft.text()).not.toContain('blocked');
  });

  it('keeps what is no JSON as text alone, says where it breaks off, and asks nobody about it', async () => {
    const { draft, api } = setup();
    await vi.advanceTimersByTimeAsync(1_000);
    const before = api.asked.length;
    draft.write('{"name": ');
    expect(draft.syntax()).not.toBe('');
    expect(draft.value()['name']).toBe('Mine');
    expect(draft.isBad()).toBe(true);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(api.asked).toHaveLength(before);
    draft.write('[1]');
    expect(draft.syntax()).toBe('This is no object.');
  });

  it('hears once what is wrong, after somebody paused, and by the newest text alone', async () => {
    const { draft, api } = setup();
    await vi.advanceTimersByTimeAsync(1_000);
    api.asked.length = 0;
    api.refusal = refusal({ path: 'document.name', message: 'must not be empty' });
    for (const name of ['a', 'ab', '']) draft.set('name', name);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(api.asked.map(({ subject }) => subject.document?.name)).toEqual(['']);
    expect(draft.problemAt('name')).toBe('must not be empty');
    api.refusal = undefined;
    draft.set('name', 'good');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(draft.isBad()).toBe(false);
  });

  it('is not called wrong when nobody could tell', async () => {
    const { draft, api } = setup();
    api.refusal = new ApiError('unavailable', 'away', 503);
    draft.set('name', 'x');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(draft.isBad()).toBe(false);
  });

  it('knows whether anything was changed', () => {
    const { draft } = setup();
    expect(draft.isChanged()).toBe(false);
    draft.set('name', 'Other');
    expect(draft.isChanged()).toBe(true);
    draft.set('name', 'Mine');
    expect(draft.isChanged()).toBe(false);
  });
});

describe('What is wrong with a policy', () => {
  it('stands at its field, whether the draft or the saved one was refused', () => {
    const found = problemsOf(
      refusal(
        { path: 'document.windows.0.to', message: 'must be a time such as 22:30' },
        { path: 'sandbox', message: 'cannot be required' },
        { path: 'document', message: 'Unrecognized key: "foo"' },
        { path: 'document.max_targets', message: 'Invalid input: expected number, received string' },
      ),
    )!;
    expect(problemAt(found, 'windows.0')).toBe('to: must be a time such as 22:30');
    expect(problemAt(found, 'windows.0.to')).toBe('must be a time such as 22:30');
    expect(problemAt(found, 'windows.01')).toBe('');
    expect(problemAt(found, 'sandbox')).toBe('cannot be required');
    expect(problemAt(found, 'max_targets')).toBe('must be a number');
    expect(found[2]).toEqual({ path: '', message: 'is not known: "foo"' });
    expect(problemsOf(new ApiError('unavailable', 'away', 503))).toBeUndefined();
  });

  it('is said with line and column where a text is no JSON', () => {
    expect(syntaxProblem('{\n  x', new Error('Unexpected token x in JSON at position 4'))).toBe(
      'Line 2, column 3: Unexpected token x',
    );
  });
});
