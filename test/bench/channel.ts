import type { ChildProcess } from 'node:child_process';

interface Reply {
  readonly id: number;
  readonly answer?: unknown;
  readonly error?: string;
}

/** Questions to a process that we started, and its answers. Rejects when it ends, or answers nothing in time. */
export class Channel {
  private readonly child: ChildProcess;
  private readonly open = new Map<number, (reply: Reply) => void>();
  private last = 0;
  private ended = '';

  constructor(child: ChildProcess, name: string) {
    this.child = child;
    child.on('message', (reply: Reply) => this.open.get(reply.id)?.(reply));
    child.on('exit', (code, signal) => {
      this.ended = `${name} ended (${signal ?? code}).`;
      for (const [id, settle] of this.open) settle({ id, error: this.ended });
    });
  }

  ask<Answer>(ask: string, rest: object = {}, withinMs = 60_000): Promise<Answer> {
    if (this.ended) return Promise.reject(new Error(this.ended));
    const id = (this.last += 1);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => this.open.get(id)?.({ id, error: `No answer to ${ask} in ${withinMs / 1_000} s.` }),
        withinMs,
      );
      this.open.set(id, ({ answer, error }) => {
        clearTimeout(timer);
        this.open.delete(id);
        if (error === undefined) resolve(answer as Answer);
        else reject(new Error(error));
      });
      this.child.send({ id, ask, ...rest });
    });
  }
}
