import { ApiError } from './api-error';
import { Loaded } from './loaded';

describe('something loaded', () => {
  it('keeps what it has when a later read fails, and says that it failed', async () => {
    const answers = [() => 'first', refuse];
    const loaded = new Loaded(() => Promise.resolve().then(() => answers.shift()!()));
    await loaded.load();
    await loaded.load();
    expect(loaded.value()).toBe('first');
    expect(loaded.error()?.code).toBe('unavailable');
    expect(loaded.loading()).toBe(false);
  });

  it('takes the answer that was asked for last, whichever comes first', async () => {
    const answers: ((text: string) => void)[] = [];
    const loaded = new Loaded(() => new Promise<string>((resolve) => answers.push(resolve)));
    const both = [loaded.load(), loaded.load()];
    answers[1]?.('new');
    answers[0]?.('old');
    await Promise.all(both);
    expect(loaded.value()).toBe('new');
  });

  it('forgets an answer under way when it is cleared', async () => {
    let answer = (_text: string): void => undefined;
    const loaded = new Loaded(() => new Promise<string>((resolve) => (answer = resolve)));
    const reading = loaded.load();
    loaded.clear();
    answer('too late');
    await reading;
    expect(loaded.value()).toBeUndefined();
    expect(loaded.isFirst()).toBe(true);
  });

  it('keeps what was there when somebody waits no longer, and takes no late answer', async () => {
    const answers: ((text: string) => void)[] = [];
    const loaded = new Loaded(() => new Promise<string>((resolve) => answers.push(resolve)));
    const first = loaded.load();
    answers[0]?.('here');
    await first;
    loaded.cancel();
    expect(loaded.error()).toBeUndefined();
    const second = loaded.load();
    loaded.cancel();
    answers[1]?.('too late');
    await second;
    expect([loaded.value(), loaded.loading(), loaded.error()?.code]).toEqual([
      'here',
      false,
      'console.cancelled',
    ]);
  });
});

function refuse(): never {
  throw new ApiError('unavailable', 'Not now.', 503);
}
