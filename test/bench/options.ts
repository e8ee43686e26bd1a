import { parseArgs } from 'node:util';

export const SCENARIOS = [
  'connections',
  'heartbeats',
  'single',
  'fanout',
  'audit',
  'events',
  'storm',
  'start',
  'console',
  'chat',
  'identity',
  'mask',
] as const;
export type ScenarioName = (typeof SCENARIOS)[number];

export interface Options {
  readonly only: readonly ScenarioName[];
  /** Connections held, and probes that beat. */
  readonly connections: number;
  /** Probes that single commands, fan-out and reconnecting are measured with. */
  readonly probes: number;
  readonly simulators: number;
  /** Of "console" only these; nothing is all of them. */
  readonly parts: readonly string[] | undefined;
  /** A tenth of everything: shows that it works, its numbers mean little. */
  readonly quick: boolean;
  /** Leave a CPU profile and the statements of each measurement in dist/bench. */
  readonly profile: boolean;
}

export const USAGE = `npm run bench -- [options]
  --only a,b         some of: ${SCENARIOS.join(', ')}
  --connections N    connections held in "connections" and "heartbeats" (10000)
  --probes N         probes in "single", "fanout" and "storm" (2000)
  --parts a,b        of "console" only these: loading, list, pages, tour, live, output
  --simulators N     processes that play the probes (1)
  --quick            a tenth of everything, to see that it works
  --profile          also take CPU profiles and statement times of the server into dist/bench
`;

/** @throws an Error with a sentence for whoever typed it */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      connections: { type: 'string' },
      probes: { type: 'string' },
      simulators: { type: 'string', default: '1' },
      parts: { type: 'string' },
      quick: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
    },
  });
  const { quick, profile } = values;
  return {
    only: values.only === undefined ? SCENARIOS : values.only.split(',').map(scenario),
    connections: count('connections', values.connections ?? (quick ? '1000' : '10000'), 15_000),
    probes: count('probes', values.probes ?? (quick ? '200' : '2000'), 15_000),
    simulators: count('simulators', values.simulators, 8),
    parts: values.parts?.split(',').map((part) => part.trim()),
    quick,
    profile,
  };
}

function scenario(text: string): ScenarioName {
  const found = SCENARIOS.find((name) => name === text.trim());
  if (!found) throw new Error(`There is no measurement ${text}. Known: ${SCENARIOS.join(', ')}.`);
  return found;
}

function count(name: string, text: string, max: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= max) return value;
  throw new Error(`--${name} must be a whole number from 1 to ${max}.`);
}
