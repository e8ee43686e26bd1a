import type { ManyCommandsAnswer, RolloutState, RolloutView } from '@legator/contracts';
import type { FakeProbe } from '../../support/fake-probe.js';
import { ProbeRoad } from '../../support/probe-road.js';
import { eventually } from '../../support/spine.js';

/** Rollouts over HTTP, real rows and real sockets. */
export class RolloutsGround {
  private constructor(readonly road: ProbeRoad) {}

  static async start(options: Parameters<typeof ProbeRoad.start>[0] = {}): Promise<RolloutsGround> {
    return new RolloutsGround(await ProbeRoad.start({ policy: true, ...options }));
  }

  /** So many hosts with a tag. */
  async fleet(tag: string, n: number): Promise<FakeProbe[]> {
    const probes: FakeProbe[] = [];
    for (let at = 0; at < n; at += 1) probes.push(await this.road.probe(`${tag}-${at}`, { tags: [tag] }));
    return probes;
  }

  /** Asks for `uptime` on these, in order, without waiting for their health. */
  async roll(probes: readonly FakeProbe[], over: object = {}, headers = {}): Promise<RolloutView> {
    const { rollout } = await this.answer(probes, over, headers);
    return rollout!;
  }

  async answer(probes: readonly FakeProbe[], over: object = {}, headers = {}): Promise<ManyCommandsAnswer> {
    const ids = probes.map(({ id }) => id);
    const body = { probes: ids, command: 'uptime', max_concurrent: 1, health_seconds: 0, ...over };
    const response = await this.road.post('/commands', body, headers);
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
    return (await response.json()) as ManyCommandsAnswer;
  }

  get({ id }: Pick<RolloutView, 'id'>): Promise<RolloutView> {
    return this.road.get<RolloutView>(`/rollouts/${id}`);
  }

  async do(what: 'pause' | 'resume' | 'stop', { id }: RolloutView, body: object = {}): Promise<Response> {
    return this.road.post(`/rollouts/${id}/${what}`, body);
  }

  async until(rollout: RolloutView, state: RolloutState, withinMs?: number): Promise<RolloutView> {
    return eventually(async () => {
      const now = await this.get(rollout);
      expect({ state: now.state, reason: now.reason }).toEqual(expect.objectContaining({ state }));
      return now;
    }, withinMs);
  }

  async untilWave(rollout: RolloutView, wave: number): Promise<RolloutView> {
    return eventually(async () => {
      const now = await this.get(rollout);
      expect(now.wave).toBe(wave);
      return now;
    });
  }

  /** Says yes to what waits. */
  async approve({ approval_id: id }: RolloutView): Promise<Response> {
    return this.road.post(`/approvals/${id}/decide`, { decision: 'approved', reason: 'looks right' });
  }

  /** The facts about a rollout, in order. */
  async facts({ id }: RolloutView): Promise<string[]> {
    const rows = await this.road.rows<{ type: string }>(
      `select type from core_signal where subject_type = 'rollout' and subject_id = $1 order by id`,
      [id],
    );
    return rows.map(({ type }) => type);
  }
}

/** How often each of these was asked to run something. */
export const runsOf = (probes: readonly FakeProbe[]) =>
  probes.map(({ runs }) => [...runs.values()].reduce((sum, n) => sum + n, 0));
