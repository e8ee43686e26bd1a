import { Answerers } from './answerers.js';
import { Asking } from './asking.service.js';
import { EarlyEndings } from './early-endings.js';
import { History } from './history.service.js';
import { LeasesStore } from './leases.store.js';
import { StepsStore } from './steps.store.js';
import { Stopping } from './stopping.service.js';
import { ToolCalls } from './tool-calls.js';
import { TurnEngine } from './turn-engine.js';
import { TurnRecord } from './turn-record.js';
import { TurnRunner } from './turn-runner.js';
import { TurnsStore } from './turns.store.js';
import { WaitingTurns } from './waiting-turns.js';
import { Wakers } from './wakers.js';
import { Withdrawal } from './withdrawal.service.js';

/** What leads questions to their answers. */
export const TURNS = [
  Answerers,
  Asking,
  EarlyEndings,
  History,
  LeasesStore,
  StepsStore,
  Stopping,
  ToolCalls,
  TurnEngine,
  TurnRecord,
  TurnRunner,
  TurnsStore,
  WaitingTurns,
  Wakers,
  Withdrawal,
];
