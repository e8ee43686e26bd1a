import { hostname } from 'node:os';
import { ApiClient } from './api-client.js';
import { record, text } from './answers.js';
import type { Settings } from './ctl-config.js';
import { Failure, Refusal } from './failure.js';
import type { Session } from './session.js';
import { clean } from './terminal.js';

/** Keeps on asking while it hears one of these. */
const NOT_YET = new Set(['authorization_pending', 'slow_down']);
const SLOWEST_S = 60;

/** Signs in as a person: they approve this machine in a browser where they are signed in (RFC 8628). */
export async function loginByBrowser(session: Session): Promise<void> {
  const { settings, terminal, store } = session;
  const nobody = new ApiClient({ ...settings, apiKey: undefined });
  const { body } = await nobody.ask('POST', '/api/v1/auth/device', {
    body: { host_name: hostname().slice(0, 100) },
  });
  const asked = record(body);
  terminal.note(`Open this address in a browser: ${clean(text(asked['verification_uri_complete']))}`);
  terminal.note(`and approve the code ${clean(text(asked['user_code']))}. Waiting …`);
  const token = await waitFor(session, nobody, asked);
  const me = await new ApiClient({ ...settings, apiKey: token }).get('/api/v1/me');
  store.save(settings.server, token);
  if (session.json) return terminal.json(me);
  terminal.line(`Logged in to ${settings.server} as ${nameOf(me)}.`);
}

async function waitFor(
  { around }: Session,
  nobody: ApiClient,
  asked: Record<string, unknown>,
): Promise<string> {
  let seconds = secondsOf(asked['interval'], 5);
  // Counted by what was waited for, so that a wrong clock ends nothing.
  for (let left = secondsOf(asked['expires_in'], 600); left > 0; left -= seconds) {
    await around.wait(seconds * 1_000);
    try {
      const body = { device_code: text(asked['device_code']) };
      const answer = await nobody.ask('POST', '/api/v1/auth/device/token', { body });
      return text(record(answer.body)['access_token']);
    } catch (error) {
      if (!(error instanceof Refusal) || !NOT_YET.has(error.code ?? '')) throw error;
      seconds = Math.max(seconds, secondsOf(record(error.body)['interval'], seconds));
    }
  }
  throw new Failure('Nobody approved it in time. Begin again with: legatorctl login');
}

/** Ends a sign-in where it lives. A key is not ended: others may use it. @returns whether one ended */
export async function endOnServer(settings: Settings, kept: string | undefined): Promise<boolean> {
  if (!kept?.startsWith('lgs_')) return false;
  try {
    await new ApiClient({ ...settings, apiKey: kept }).ask('POST', '/api/v1/auth/logout', { body: {} });
  } catch (error) {
    // It has ended already, or will by itself; what is kept here goes away in any case.
    if (!(error instanceof Failure)) throw error;
    return error instanceof Refusal && error.status === 401;
  }
  return true;
}

export function nameOf(me: unknown): string {
  const { display_name: display, username, id } = record(me);
  return clean(text(display) || text(username) || text(id));
}

function secondsOf(given: unknown, otherwise: number): number {
  const seconds = Number(given);
  return Number.isFinite(seconds) && seconds >= 1
    ? Math.min(seconds, Math.max(SLOWEST_S, otherwise))
    : otherwise;
}
