import { AsyncLocalStorage } from 'node:async_hooks';

/** Who thought of what a turn asks for: a model by its name, or nobody but the person and typed rules. */
interface Proposer {
  readonly model: string | null;
  /** Whoever answers understands the question alone: what is to be confirmed is asked for by the same words again. */
  readonly byRules: boolean;
}

const storage = new AsyncLocalStorage<Proposer>();

/** Everything that `work` asks for is proposed by this model; by nobody but the person for null. */
export function proposing<T>(model: string | null, work: () => T, { byRules = false } = {}): T {
  return storage.run({ model, byRules }, work);
}

/** Whether rules answer, to whom "yes" says nothing. */
export function answeredByRules(): boolean {
  return storage.getStore()?.byRules ?? false;
}

/** Where nobody said who proposes, it counts as some model's: that can only be stricter. */
export function proposerNow(): string | null {
  const found = storage.getStore();
  return found === undefined ? 'unknown' : found.model;
}
