import type { INestApplicationContext } from '@nestjs/common';
import { Egress } from '../../../libs/models/src/calls/egress.js';
import type { FakeModel } from './fake-model.js';

/**
 * From now on requests to an address of the internet end at the scripted provider on this machine, so that a test sees
 * what leaves the house. All that happens to a request before it is sent, happens; only the last step leads elsewhere.
 *
 * @returns the address for a profile, of a model that is not in the house
 */
export function leadOutside(app: INestApplicationContext, provider: FakeModel): string {
  const egress = app.get(Egress, { strict: false });
  const dial = egress.fetch.bind(egress);
  const outside = 'https://llm.example.com';
  egress.fetch = (url, reach, request) =>
    reach === 'public' && url.startsWith(outside)
      ? dial(url.replace(outside, provider.origin), 'private', request)
      : dial(url, reach, request);
  return `${outside}/v1`;
}
