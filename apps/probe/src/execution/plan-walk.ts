import type { PlanCommand, PlanStep } from '@legator/contracts';
import { closeEnd, makePipes, type Pipe } from './pipes.js';

/** Where a part of a plan reads and writes: descriptors of this process. Without `input` it reads nothing. */
export interface Streams {
  readonly input?: number | undefined;
  readonly out: number;
  readonly err: number;
}

/** What the walk leaves to others. */
export interface Walker {
  /** No further step is to be begun. */
  readonly isOver: () => boolean;
  /**
   * Starts one program, calls `started` once it has its streams or will never have them, and answers when it has ended,
   * with its code.
   */
  readonly run: (command: PlanCommand, streams: Streams, started: () => void) => Promise<number>;
  /** A pipeline has ended: whoever its programs left behind goes as well. */
  readonly sweep: (commands: readonly PlanCommand[]) => void;
  /** A pipeline could not be built. @returns its code @throws where that is the end of the whole run */
  readonly unbuilt: (error: unknown) => number;
}

type Part = PlanStep['pipeline'][number];

/** Whoever holds an end that nobody uses keeps the other one waiting. Once: the number may soon be another file's. */
export function closing(ends: (number | undefined)[]): () => void {
  return () => ends.splice(0).forEach((end) => end !== undefined && closeEnd(end));
}

/** Goes through a plan as its contract says: what runs after what, and what is joined to what. */
export class PlanWalk {
  constructor(private readonly walker: Walker) {}

  /** @returns the code of the last step that ran, 0 when none did */
  async steps(steps: readonly PlanStep[], streams: Streams): Promise<number> {
    let code = 0;
    for (const [i, { after, pipeline }] of steps.entries()) {
      if (this.walker.isOver()) return code;
      const skipped = i > 0 && ((after === 'and' && code !== 0) || (after === 'or' && code === 0));
      if (!skipped) code = await this.pipeline(pipeline, streams);
    }
    return code;
  }

  /** All parts at once. @returns the code of the last one */
  private async pipeline(parts: readonly Part[], { out, err }: Streams): Promise<number> {
    let pipes: Pipe[];
    try {
      pipes = await makePipes(parts.length - 1);
    } catch (error) {
      return this.walker.unbuilt(error);
    }
    const codes = await Promise.all(
      parts.map((part, i) => {
        const [before, behind] = [pipes[i - 1]?.read, pipes[i]?.write];
        const streams = { input: before, out: behind ?? out, err };
        return this.part(part, streams, closing([before, behind]));
      }),
    );
    this.walker.sweep(parts.filter((part) => 'argv' in part));
    return codes.at(-1)!;
  }

  private async part(part: Part, streams: Streams, done: () => void): Promise<number> {
    if ('argv' in part) return this.walker.run(part, streams, done);
    try {
      if ('steps' in part) return await this.steps(part.steps, streams);
      const tested = await this.steps(part.test, streams);
      return await this.steps(tested === 0 ? part.yes : part.no, streams);
    } finally {
      done();
    }
  }
}
