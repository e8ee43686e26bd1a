/** What a model is told of the fleet, or of one probe, before it asks. Provided by the facts of the fleet. */
export abstract class Briefing {
  /** At most so many tokens, with whatever hosts say of themselves quoted. */
  abstract build(budgetTokens: number, scope: BriefingScope): Promise<string>;
}

export interface BriefingScope {
  readonly probeId: string | null;
  readonly nonce: string;
}
