import type { ChatMeta } from '../core/api/models';
import { ChatAnnouncements } from './chat-announcements';
import { aboutAnswer, copyOf, inOrder } from './message-look';
import { runLook, targetText } from './run-look';
import { aMessage, aQuestion, aRun, aTarget } from './testing';
import { touchedProbes } from './touched';

const text = { type: 'text', text: 'It is full.' } as const;

describe('how an answer is read', () => {
  it('has what ran first, then prose, then tables, then what is proposed, then what it stands on', () => {
    const table = { type: 'table', columns: [], rows: [], more: 0 } as const;
    const source = { type: 'source', text: 'vitals', probes: 2, as_of: null } as const;
    const asks = aRun({ step_id: 's2', targets: [aTarget({ state: 'waiting', approval_id: 'a1' })] });
    const parts = [source, asks, table as never, text, aRun()];
    expect(inOrder(parts).map(({ type }) => type)).toEqual(['run', 'text', 'table', 'run', 'source']);
    expect(inOrder(parts)[0]).toEqual(aRun());
  });

  it('says who answered, and in how long', () => {
    const meta: ChatMeta = {
      via: 'model',
      started_at: '2026-11-20T08:00:00Z',
      finished_at: '2026-11-20T08:00:04Z',
      profile: 'ops',
      provider: 'x',
      model: 'y',
      usage: { prompt_tokens: 1_000, completion_tokens: 40, cost: null },
      commands_used: 2,
      rounds_used: 1,
      untrusted: false,
      boundary: null,
    };
    expect(aboutAnswer(aMessage({ meta }))).toEqual([
      'Answered by ops',
      '4.0\u2009s',
      '2 commands',
      '1\u2009040 tokens',
    ]);
    expect(aboutAnswer(aMessage({ meta: { ...meta, via: 'rules', commands_used: 0, usage: null } }))[0]).toBe(
      'Answered by rules, no model',
    );
  });

  it('is copied with the commands it stands on', () => {
    expect(copyOf(aMessage({ parts: [aRun(), text] }))).toBe('$ df -h   (tag:web)\n\nIt is full.');
  });
});

describe('how a command stands', () => {
  it.each([
    ['running', [aTarget(), aTarget({ state: 'running' })], 'busy', '1 of 2 probes'],
    ['waits for approval', [aTarget(), aTarget({ state: 'waiting' })], 'warn', '1 of 2 probes'],
    ['failed', [aTarget(), aTarget({ state: 'failed' })], 'bad', '2 of 2 probes'],
    ['done', [aTarget(), aTarget()], 'ok', '2 of 2 probes'],
  ] as const)('is %s when one of its hosts is', (state, targets, tone, count) => {
    const look = runLook(aRun({ targets: [...targets], duration_ms: null }));
    expect([look.state, look.tone, look.count]).toEqual([state, tone, count]);
  });

  it('names the one host, or what was meant', () => {
    expect(targetText(aRun())).toBe('web-01');
    expect(targetText(aRun({ targets: [aTarget(), aTarget({ probe_id: 'b' })] }))).toBe('tag:web');
  });

  it('leaves each probe once, those that need somebody first', () => {
    const touched = touchedProbes([
      aMessage({ parts: [aRun({ level: 'remediate' })] }),
      aMessage({
        parts: [
          aRun({ targets: [aTarget(), aTarget({ probe_id: 'b', hostname: 'db-01', state: 'waiting' })] }),
        ],
      }),
    ]);
    expect(touched.map(({ hostname, state }) => [hostname, state])).toEqual([
      ['db-01', 'waiting'],
      ['web-01', 'changed'],
    ]);
  });
});

describe('what a screen reader is told', () => {
  const growing = aMessage({ state: 'working', parts: [{ type: 'text', text: 'It' }] });

  it('is a sentence for each block that is finished, and none for what grows', () => {
    const news = new ChatAnnouncements();
    expect(news.next('c1', [aQuestion('why?')])).toEqual([]);
    expect(news.next('c1', [aQuestion('why?'), growing])).toEqual([]);
    const ran = { ...growing, parts: [aRun(), text] };
    expect(news.next('c1', [aQuestion('why?'), ran])).toEqual(['df -h: 1 of 1 probe done.']);
    expect(news.next('c1', [aQuestion('why?'), { ...ran, state: 'done' }])).toEqual(['Answer: It is full.']);
    expect(news.next('c1', [aQuestion('why?'), { ...ran, state: 'done' }])).toEqual([]);
  });

  it('is nothing of what was there already', () => {
    const news = new ChatAnnouncements();
    expect(news.next('c1', [aMessage({ parts: [aRun(), text] })])).toEqual([]);
    expect(news.next('c2', [aMessage({ parts: [text] })])).toEqual([]);
  });
});
