import { randomUUID } from 'node:crypto';
import { record, rows, text } from './answers.js';
import type { ApiClient } from './api-client.js';
import { findProbe } from './fleet-commands.js';
import { clean } from './terminal.js';

/** A conversation as far as it is known here: where it is, and what of it was heard. */
export interface Talk {
  readonly id: string;
  readonly title: string;
  /** Number of the last event heard. */
  seq: number;
}

/** What goes with a message beside its words. */
export interface Beside {
  readonly target?: string | undefined;
  readonly confirmed_targets?: number | undefined;
  readonly confirmation?: string | undefined;
}

const PATH = '/api/v1/conversations';

/** Begins, finds and says things in conversations. */
export class Talks {
  constructor(private readonly api: ApiClient) {}

  /** With one probe by its id or hostname, or with the fleet. */
  async begin(probe?: string): Promise<Talk> {
    const about = await this.about(probe);
    const { body } = await this.api.ask('POST', PATH, { body: about });
    return talkOf(record(body), 0);
  }

  /** The one that was named, or the caller's newest of the kind; a new one where there is none. */
  async goOn(options: { conversation?: string | undefined; probe?: string | undefined }): Promise<Talk> {
    if (options.conversation !== undefined) return this.find(options.conversation);
    const about = await this.about(options.probe);
    const query = { ...about, mine: 'true', limit: '1' };
    const [newest] = rows(await this.api.get(PATH, query), 'conversations');
    if (newest) return this.find(text(newest['id']));
    return talkOf(record((await this.api.ask('POST', PATH, { body: about })).body), 0);
  }

  /** @returns the turn that answers it */
  async say({ id }: Talk, content: string, beside: Beside = {}): Promise<string> {
    // The same request again says it once: a line that broke in the middle may be tried anew.
    const body = { content, request_id: randomUUID(), ...beside };
    const answer = await this.api.ask('POST', `${pathOf(id)}/messages`, { body });
    return text(record(answer.body)['turn_id']);
  }

  async stop({ id }: Talk, turnId: string): Promise<void> {
    await this.api.ask('POST', `${pathOf(id)}/stop`, { body: { turn_id: turnId }, also: [409] });
  }

  private async find(id: string): Promise<Talk> {
    const detail = record(await this.api.get(pathOf(id)));
    return talkOf(record(detail['conversation']), Number(detail['last_seq']) || 0);
  }

  private async about(probe?: string): Promise<{ scope: 'fleet' | 'probe'; probe_id?: string }> {
    if (probe === undefined) return { scope: 'fleet' };
    return { scope: 'probe', probe_id: text((await findProbe(this.api, probe))['id']) };
  }
}

export function pathOf(id: string): string {
  return `${PATH}/${encodeURIComponent(id)}`;
}

function talkOf(row: Record<string, unknown>, seq: number): Talk {
  return { id: text(row['id']), title: clean(text(row['title'])), seq };
}
