import type { PolicyInput } from '@legator/contracts';
import { policy } from '../testing.js';
import { looserTerms, termsOf } from './terms.js';

type Fields = Partial<PolicyInput>;
const of = (...fields: Fields[]) => termsOf(fields.map((one) => policy(one).document));
const glass = (...allowed_reasons: string[]) =>
  ({ breakglass: { enabled: true, allowed_reasons, require_typed_confirmation: false } }) as Fields;

it.each<[Fields[], Fields[], boolean]>([
  [[], [{ self_approval: 'any' }], true],
  [[], [{ self_approval: 'any' }, {}], false],
  [[{ self_approval: 'never' }], [], true],
  [[{ approval_mode: 'two_person' }], [{ require_second_approver: true }], false],
  [[{ approval_mode: 'two_person' }], [{ approval_mode: 'every_action' }], true],
  [[], [glass('data_recovery')], false],
  [[{}], [], true],
  [[{}], [glass('data_recovery')], true],
  [[glass('data_recovery')], [glass('service_outage')], true],
  [[glass('data_recovery', 'service_outage')], [glass('service_outage')], false],
])('compares the terms of %j with those of %j', (was, becomes, looser) => {
  expect(looserTerms(of(...was), of(...becomes)) !== undefined).toBe(looser);
});
