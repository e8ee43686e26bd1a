import type { HostRun } from '../../runs/run-view.js';
import { lookReply, serviceReply } from './look-reply.js';

const host = (at: number, stdout: string, over: Partial<HostRun> = {}): HostRun => ({
  ...{ probe_id: `prb-${at}`, hostname: `web-${at}`, state: 'succeeded', request_id: null },
  ...{ directive_id: null, approval_id: null, exit_code: 0, duration_ms: 1, stdout, stderr: '' },
  truncated: false,
  ...over,
});
const df = (percent: number) => `/dev/sda1 1000 500 500 ${percent}% /\n`;
const listens = (port: number) => `tcp LISTEN 0 128 0.0.0.0:${port} 0.0.0.0:*\n`;
const timedOut = { state: 'failed', exit_code: null } as const;

describe('what hosts printed', () => {
  it('is read of all of them, however many there are', () => {
    const ran = Array.from({ length: 120 }, (_, at) => host(at, df(at === 119 ? 99 : 10 + (at % 60))));
    const { text, parts } = lookReply('disk', ran);
    expect(text).toMatch(/^`web-119` 99 % at `\/`/);
    expect(parts[0]).toMatchObject({ more: 90 });
  });

  it('is read to its end', () => {
    const lines = Array.from({ length: 300 }, (_, at) => listens(10_000 + at)).join('');
    expect(lookReply('ports', [host(1, `${lines}${listens(5432)}`)], '5432').text).toMatch(/^5432\/tcp on/);
  });

  it('says that nothing listens only of what it has whole', () => {
    expect(lookReply('ports', [host(1, listens(22))], '5432').text).toBe('Nothing listens there.');
    const { text } = lookReply('ports', [host(1, listens(22), { truncated: true })], '5432');
    expect(text).toMatch(/`web-1` printed is longer than what is kept here/);
    expect(text).not.toContain('Nothing listens');
  });

  it('names everybody of whom nothing was read', () => {
    const ran = [
      host(1, 'active\n'),
      host(2, 'inactive\n', { state: 'failed', exit_code: 3 }),
      host(3, '', timedOut),
    ];
    expect(serviceReply('nginx', ran).text).toBe(
      '`nginx` is active on `web-1` and inactive on `web-2`. `web-3` failed.',
    );
    expect(lookReply('disk', [host(1, df(5)), host(2, 'odd'), host(3, '', timedOut)]).text).toMatch(
      /What `web-2` printed was not understood\. `web-3` failed\.$/,
    );
  });
});
