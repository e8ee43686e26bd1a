import { TaskSteps } from './task-steps.js';
import { TaskTurns } from './task-turns.js';
import { TaskWaits } from './task-waits.js';
import { TaskWaitsStore } from './task-waits.store.js';
import { Tasks } from './tasks.service.js';

export { TasksController } from './tasks.controller.js';

/** Upstream's tasks. */
export const TASKS = [TaskTurns, TaskSteps, TaskWaits, TaskWaitsStore, Tasks];
