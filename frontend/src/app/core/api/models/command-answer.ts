/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */
import type { CommandResultView } from '../models/command-result-view';
import type { DispatchedCommand } from '../models/dispatched-command';

export type CommandAnswer = DispatchedCommand | CommandResultView;
