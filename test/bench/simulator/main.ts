// A process that plays probes; its parent tells it what to do.
import { SimulatedProbes } from './fleet.js';
import type { FleetSettings } from './fleet.js';

type Question = { id: number } & (
  | { ask: 'begin'; settings: FleetSettings }
  | { ask: 'enrol'; count: number; tokens: string[] }
  | { ask: 'hold'; count: number }
  | { ask: 'storm' }
  | { ask: 'burst'; rounds: number; firstMark: number }
  | { ask: 'counts' }
);

let fleet: SimulatedProbes | undefined;

async function answer(question: Question): Promise<unknown> {
  if (question.ask === 'begin') return void (fleet = new SimulatedProbes(question.settings));
  if (!fleet) throw new Error('It has not begun.');
  switch (question.ask) {
    case 'enrol':
      return fleet.enrol(question.count, question.tokens);
    case 'hold':
      return fleet.hold(question.count);
    case 'storm':
      return fleet.storm();
    case 'burst':
      return fleet.burst(question.rounds, question.firstMark);
    case 'counts':
      return fleet.counts();
  }
}

process.on('message', (question: Question) => {
  answer(question).then(
    (found) => process.send!({ id: question.id, answer: found ?? null }),
    (error: Error) => process.send!({ id: question.id, error: error.message }),
  );
});
// Whoever started us is gone: nothing is left to play for.
process.on('disconnect', () => process.exit(0));
