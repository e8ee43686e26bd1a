import { MAX_TASK_STEPS, MAX_TURN_COMMANDS } from '@legator/contracts';
import type { Turn } from './turn.js';

/** Commands that a turn may ask for. */
export function mostCommands({ kind }: Pick<Turn, 'kind'>): number {
  return kind === 'task' ? MAX_TASK_STEPS : MAX_TURN_COMMANDS;
}
