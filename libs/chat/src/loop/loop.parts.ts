import { FleetContext } from '../fleet-facts/fleet-context.js';
import { Briefing } from './briefing.js';
import { CheckpointsStore } from './checkpoints.store.js';
import { CommandAnswerer } from './command-answerer.js';
import { Leftovers } from './leftovers.js';
import { ModelAnswerer } from './model-answerer.js';

/** The loop of a turn with a model. */
export const LOOP = [
  CheckpointsStore,
  ModelAnswerer,
  CommandAnswerer,
  Leftovers,
  { provide: Briefing, useExisting: FleetContext },
];
