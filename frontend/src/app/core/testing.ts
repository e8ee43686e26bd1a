import type { ApiError } from './api-error';
import type { Freeze } from './freeze-api';
import type { Me } from './session-api';

/** Somebody who may do what the test says. */
export function aMe(over: Partial<Me> = {}): Me {
  return {
    id: 'k1',
    username: 'mara',
    role: 'api_key',
    display_name: 'Mara Keller',
    type: 'key',
    permissions: [],
    tenant_id: 'default',
    ...over,
  };
}

/** A stop of the whole tenant. */
export function aFreeze(over: Partial<Freeze> = {}): Freeze {
  return {
    id: 'f1',
    scope_type: 'tenant',
    scope_id: '',
    reason: 'Storage is being moved',
    by_name: 'Mara Keller',
    from_at: '2026-11-20T14:02:00Z',
    until_at: null,
    by_id: 'k1',
    tenant_id: 'default',
    lifted_at: null,
    lifted_by: null,
    ...over,
  };
}

/** Answers who one is, or refuses. */
export class FakeSessionApi {
  answer: Me | ApiError = aMe();

  me(): Promise<Me> {
    return this.answer instanceof Error ? Promise.reject(this.answer) : Promise.resolve(this.answer);
  }
}

/** Keeps freezes, and forgets those that are lifted. */
export class FakeFreezeApi {
  freezes: readonly Freeze[] = [];

  active(): Promise<readonly Freeze[]> {
    return Promise.resolve(this.freezes);
  }

  lift(id: string): Promise<void> {
    this.freezes = this.freezes.filter((one) => one.id !== id);
    return Promise.resolve();
  }
}
