import { holderOf } from './data-lock.js';
import { StateFile, type ProbeState } from './state-file.js';

/** What `probe status` prints about the probe that uses this data folder. */
export function describeStatus(dataDir: string): { running: boolean; text: string } {
  const holder = holderOf(dataDir);
  const state = new StateFile(dataDir).read();
  if (!holder) return { running: false, text: 'The probe is not running.' };
  if (state?.pid !== holder.pid)
    return { running: true, text: `The probe is starting (process ${holder.pid}).` };
  return { running: true, text: lines(state).join('\n') };
}

const LIMITS: Readonly<Record<string, string>> = {
  cgroup: 'commands that change something run in control groups',
  watch: 'commands that change something are watched, and ended at their limits',
  none: 'NO LIMITS: commands that change something may take all of this host',
};

function* describe(state: ProbeState): Generator<[string, string]> {
  yield ['probe', `${state.probe_id}, version ${state.version}, process ${state.pid}`];
  yield ['control plane', `${state.server_url} (protocol ${state.protocol})`];
  yield ['connected', state.connected_since ? `since ${state.connected_since}` : 'no'];
  yield ['last welcome', state.last_welcome ?? 'never'];
  yield ['allowed', `${state.level} without approval, ${state.ceiling} at most`];
  if (state.sandbox)
    yield ['sandbox', state.sandbox === 'works' ? 'works' : `NOT CONTAINED: ${state.sandbox}`];
  if (state.limits) yield ['limits', LIMITS[state.limits] ?? state.limits];
  yield ['running', state.running.length > 0 ? state.running.join(', ') : 'nothing'];
  yield ['unacknowledged', `${state.unacknowledged} results`];
  if (state.trouble) yield ['trouble', state.trouble];
}

function lines(state: ProbeState): string[] {
  return [...describe(state)].map(([name, value]) => `${`${name}:`.padEnd(16)}${value}`);
}
