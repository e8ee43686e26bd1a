/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change the controller, not this. */
import type { ApiRequest } from '../../../api-request';
import type { RunTask } from '../../models/run-task';
import type { TaskResult } from '../../models/task-result';

export interface TasksRunParams {
  id: string;
  body: RunTask;
}

export function tasksRun(params: TasksRunParams): ApiRequest<TaskResult> {
  return {
    method: 'POST',
    path: `/api/v1/probes/${encodeURIComponent(params.id)}/task`,
    body: params.body,
    as: 'json',
  };
}
