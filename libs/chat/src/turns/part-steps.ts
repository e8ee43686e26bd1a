import type { ChatPart, ChatRunPart } from '@legator/contracts';

/** The step whose block it is, if it is one's. */
export function stepOf(part: ChatPart): string | undefined {
  return part.type === 'run' || part.type === 'plan' ? part.step_id : undefined;
}

/** The commands that a block shows. */
export function runsIn(part: ChatPart): readonly ChatRunPart[] {
  if (part.type === 'run') return [part];
  return part.type === 'plan' ? part.steps.flatMap(({ run }) => run ?? []) : [];
}
