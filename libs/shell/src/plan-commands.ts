import type { Plan, PlanCommand, PlanStep } from '@legator/contracts';

/** Every command of a plan, in the order in which they are written. */
export function commandsOf({ steps }: Plan): PlanCommand[] {
  return steps.flatMap(({ pipeline }) => pipeline.flatMap((part) => commandsOfPart(part)));
}

function commandsOfPart(part: PlanStep['pipeline'][number]): PlanCommand[] {
  if ('argv' in part) return [part];
  const rows = 'steps' in part ? [part.steps] : [part.test, part.yes, part.no];
  return rows.flatMap((steps) => commandsOf({ steps }));
}
