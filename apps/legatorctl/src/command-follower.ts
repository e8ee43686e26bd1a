import type { ApiClient } from './api-client.js';
import { record, text } from './answers.js';
import { ERROR, Refusal } from './failure.js';
import { readEvents, type StreamEvent } from './event-reader.js';
import type { Terminal } from './terminal.js';

/** How a command ended: the exit code to pass on, and a sentence when there is more to say. */
export interface End {
  exitCode: number;
  remark?: string;
}

export interface FollowOptions {
  json: boolean;
  /** Waits so many milliseconds before the next attempt. */
  wait: (ms: number) => Promise<void>;
  /** How long a line may be silent before it is taken for dead. */
  idleMs?: number;
}

/** Attempts without any news after which the follower gives up; about half an hour. */
const MAX_ATTEMPTS = 60;
const LONGEST_WAIT_MS = 30_000;
const OVER = ['succeeded', 'failed', 'canceled', 'denied'];

/**
 * Follows one command: prints its output while it comes, survives broken lines by going on after the last event seen,
 * prints nothing twice, and ends with the command.
 */
export class CommandFollower {
  private lastId: string | undefined;
  private printed = false;

  constructor(
    private readonly api: ApiClient,
    private readonly terminal: Terminal,
    private readonly options: FollowOptions,
  ) {}

  async follow(requestId: string): Promise<End> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      const before = this.lastId;
      try {
        const end =
          (await this.readOnce(requestId)) ??
          (before === this.lastId ? await this.lookUp(requestId) : undefined);
        if (end) return end;
      } catch (failure) {
        // 4xx will not change by asking again; a broken line or a busy server may.
        if (failure instanceof Refusal && failure.status < 500 && failure.status !== 429) throw failure;
        if (attempt === 0) this.terminal.note('The line broke; trying to go on …');
      }
      if (before !== this.lastId) attempt = 0;
      await this.options.wait(Math.min(200 * 2 ** attempt, LONGEST_WAIT_MS) * (0.5 + Math.random() / 2));
    }
    const remark = `Nothing was heard of it any more. It may still run; its id is ${requestId}.`;
    return { exitCode: ERROR, remark };
  }

  /** One connection; undefined when it ended before the command did. */
  private async readOnce(requestId: string): Promise<End | undefined> {
    const idle = new AbortController();
    const idleMs = this.options.idleMs ?? 60_000;
    const timer = setTimeout(() => idle.abort(new DOMException('', 'TimeoutError')), idleMs);
    try {
      const headers = {
        accept: 'text/event-stream',
        ...(this.lastId ? { 'last-event-id': this.lastId } : {}),
      };
      const response = await this.api.open(streamPath(requestId), { headers }, idle.signal);
      for await (const event of readEvents(response.body ?? emptyBody(), () => timer.refresh())) {
        if (this.take(event)) return await this.end(requestId, event);
      }
      return undefined;
    } catch (cause) {
      throw this.api.explain(cause);
    } finally {
      clearTimeout(timer);
      idle.abort();
    }
  }

  /** Prints one event; true when it is the last one. */
  private take({ id, event, data }: StreamEvent): boolean {
    if (this.isOld(id)) return false;
    if (id) this.lastId = id;
    const fields = record(parse(data));
    if (this.options.json) this.terminal.line(data.replaceAll('\n', ' '));
    else if (event === 'output') this.print(fields['stream'], fields['data']);
    else if (event === 'approval')
      this.terminal.note(
        `It waits for approval (${text(record(fields['meta'])['approval_id']) || text(fields['data'])}).`,
      );
    if (event === 'output') return fields['final'] === true;
    return (
      event === 'result' || (event === 'job' && /^job_(failed|rejected|canceled)/.test(text(fields['data'])))
    );
  }

  private isOld(id: string | undefined): boolean {
    return (
      id !== undefined && this.lastId !== undefined && /^\d+$/.test(id) && Number(id) <= Number(this.lastId)
    );
  }

  private print(stream: unknown, data: unknown): void {
    if (typeof data !== 'string' || data === '') return;
    this.printed = true;
    this.terminal.output(stream === 'stderr' ? 'stderr' : 'stdout', data);
  }

  private async end(requestId: string, { data }: StreamEvent): Promise<End> {
    const fields = record(parse(data));
    const code = fields['exit_code'] ?? record(fields['meta'])['exit_code'];
    if (isExitCode(code) && (this.printed || this.options.json || fields['final'] === true))
      return { exitCode: code };
    const end = await this.lookUpSoon(requestId);
    return (
      end ??
      (isExitCode(code) ? { exitCode: code } : { exitCode: ERROR, remark: 'It did not run to its end.' })
    );
  }

  /** The end may be heard of a moment before it can be read. */
  private async lookUpSoon(requestId: string): Promise<End | undefined> {
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const end = await this.lookUp(requestId).catch(() => undefined);
      if (end) return end;
      await this.options.wait(250);
    }
    return undefined;
  }

  /** Asks how the command stands; undefined while it runs, or when the server does not keep that. */
  private async lookUp(requestId: string): Promise<End | undefined> {
    const { status, body } = await this.api.ask('GET', `/api/v1/commands/${encodeURIComponent(requestId)}`, {
      also: [404],
    });
    const view = record(body);
    if (status === 404 || !OVER.includes(text(view['state']))) return undefined;
    const result = record(view['result']);
    if (!this.printed && !this.options.json) {
      this.print('stdout', result['stdout']);
      this.print('stderr', result['stderr']);
    }
    const exitCode = isExitCode(result['exit_code']) ? result['exit_code'] : ERROR;
    const said = text(result['message'] ?? view['error_message']);
    if (isExitCode(result['exit_code']) && !said) return { exitCode };
    const kind = text(result['reason'] ?? view['error_kind'] ?? view['state']);
    return { exitCode, remark: said ? `${said} (${kind})` : `It ended as ${kind}.` };
  }
}

function isExitCode(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 255;
}

function streamPath(requestId: string): string {
  return `/api/v1/commands/${encodeURIComponent(requestId)}/stream`;
}

async function* emptyBody(): AsyncGenerator<Uint8Array> {}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
