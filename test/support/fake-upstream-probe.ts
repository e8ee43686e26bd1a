import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { UpstreamCommand, UpstreamEnvelope } from '@legator/contracts';
import { register, socketUrl } from './fake-probe.js';

/** A probe of protocol 1, as upstream's own: an executable name and arguments in, one result out. */
export class FakeUpstreamProbe {
  readonly received: UpstreamEnvelope[] = [];
  closed: { code: number } | undefined;
  private ws: WebSocket | undefined;
  private handler: (command: UpstreamCommand) => void = () => undefined;

  private constructor(
    private readonly base: string,
    readonly id: string,
    readonly apiKey: string,
  ) {}

  static async enrol(base: string, hostname: string): Promise<FakeUpstreamProbe> {
    const { probe_id, api_key } = await register(base, {
      hostname,
      os: 'linux',
      arch: 'amd64',
      version: '1.0.0',
    });
    return new FakeUpstreamProbe(base, probe_id, api_key);
  }

  async connect(): Promise<void> {
    const ws = new WebSocket(socketUrl(this.base, this.id), {
      perMessageDeflate: false,
      headers: { authorization: `Bearer ${this.apiKey}` },
    });
    this.ws = ws;
    this.closed = undefined;
    ws.on('message', (data) => this.take(UpstreamEnvelope.parse(JSON.parse(String(data)))));
    ws.on('close', (code) => {
      if (this.ws === ws) this.closed = { code };
    });
    await new Promise<void>((resolve, reject) => ws.once('open', resolve).once('error', reject));
    ws.on('error', () => undefined);
  }

  onCommand(handler: (command: UpstreamCommand) => void): this {
    this.handler = handler;
    return this;
  }

  send(type: string, payload: unknown): void {
    this.sendText(JSON.stringify({ id: randomUUID(), type, timestamp: new Date().toISOString(), payload }));
  }

  sendText(text: string): void {
    this.ws!.send(text);
  }

  result(request_id: string, parts: Record<string, unknown> = {}): void {
    const result = { exit_code: 0, stdout: 'ok\n', stderr: '', duration_ms: 3, truncated: false };
    this.send('command_result', { request_id, ...result, ...parts });
  }

  of(type: string): UpstreamEnvelope[] {
    return this.received.filter((envelope) => envelope.type === type);
  }

  cut(): void {
    this.ws?.terminate();
  }

  private take(envelope: UpstreamEnvelope): void {
    this.received.push(envelope);
    if (envelope.type === 'command') this.handler(UpstreamCommand.parse(envelope.payload));
  }
}
