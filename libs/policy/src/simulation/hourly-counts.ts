import type { DecidedDirective } from '@legator/directives';
import type { Counts } from '../decision/facts.js';
import { HOUR_MS } from '../surroundings.service.js';

/** What had started within the hour before each of many commands, which come oldest first. */
export class HourlyCounts {
  private readonly all: number[] = [];
  private readonly byProbe = new Map<string, number[]>();
  private readonly targets = new Map<string, number>();

  constructor(rows: readonly DecidedDirective[]) {
    for (const { correlationId } of rows)
      if (correlationId !== null) this.targets.set(correlationId, (this.targets.get(correlationId) ?? 0) + 1);
  }

  at({ subjectId, requestedAt, correlationId }: DecidedDirective): Counts {
    const since = requestedAt.getTime() - HOUR_MS;
    const here = this.byProbe.get(subjectId) ?? [];
    // One request has one correlation, whatever the number of its probes.
    const targets = (correlationId !== null && this.targets.get(correlationId)) || 1;
    return { probe: after(here, since), tenant: after(this.all, since), targets };
  }

  letRun({ subjectId, requestedAt }: DecidedDirective): void {
    const here = this.byProbe.get(subjectId) ?? [];
    this.byProbe.set(subjectId, here);
    here.push(requestedAt.getTime());
    this.all.push(requestedAt.getTime());
  }
}

function after(times: number[], since: number): number {
  while (times.length > 0 && times[0]! <= since) times.shift();
  return times.length;
}
