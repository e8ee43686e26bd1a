import type { Question } from './tenant.js';

/**
 * Tells what of a tenant stands in an answer. What the asker has said themselves, now or before, is no news to them:
 * it is left out, so ask for everything before anything is written.
 */
export class Leaks {
  private readonly said = new Set<string>();
  private readonly words: RegExp;

  constructor(
    canary: string,
    private readonly secrets: readonly string[],
  ) {
    this.words = new RegExp(`${canary}[\\w-]*`, 'g');
  }

  /** What the asker knows from here on. */
  say({ path, body, headers }: Question): void {
    const text = `${decodeURIComponent(path)} ${JSON.stringify(body ?? '')} ${JSON.stringify(headers ?? '')}`;
    for (const one of this.in(text)) this.said.add(one);
  }

  in(text: string): string[] {
    const words = text.match(this.words) ?? [];
    const all = [...words, ...this.secrets.filter((one) => text.includes(one))];
    return [...new Set(all)].filter((one) => !this.said.has(one));
  }
}
