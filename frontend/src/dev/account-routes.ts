import { inject } from '@angular/core';
import { healthVersion } from '../app/core/api/fn/health/health-version';
import { tokensCreate } from '../app/core/api/fn/tokens/tokens-create';
import { tokensList } from '../app/core/api/fn/tokens/tokens-list';
import { tokensRevoke } from '../app/core/api/fn/tokens/tokens-revoke';
import type { CreatedToken, CreateToken } from '../app/core/api/models';
import { bodyOf, DemoRefusal, on, type DemoCall, type DemoRoute } from './demo-route';
import { DemoWorld } from './demo-world';

/** What this build is, and tokens with which probes enrol. */
export function accountRoutes(): readonly DemoRoute[] {
  const world = inject(DemoWorld);
  return [
    on(healthVersion(), () => ({ commit: 'none', date: 'unknown', version: '0.1.0-demo' })),
    on(tokensCreate({ body: {} }), (call) => createToken(world, call)),
    on(tokensList(), () => ({
      tokens: world.tokens,
      count: world.tokens.filter(({ active }) => active).length,
      total: world.tokens.length,
    })),
    on(tokensRevoke({ id: ':id' }), ({ params: { id = '' } }) => {
      const at = world.tokens.findIndex((token) => token.id === id);
      const token = world.tokens[at];
      if (!token) throw new DemoRefusal(404, 'not_found', `There is no token ${id}.`);
      world.tokens[at] = { ...token, active: false, revoked: new Date(world.now()).toISOString() };
      world.happened({ type: 'token.revoked', summary: `Token ${token.prefix} was revoked.` });
      return { revoked: id };
    }),
  ];
}

function createToken(world: DemoWorld, call: DemoCall): CreatedToken {
  const { tags = [], expires_in = 3_600, multi_use = false } = bodyOf<NonNullable<CreateToken>>(call);
  const id = crypto.randomUUID();
  const value = `lgt_demo_${id.slice(0, 8)}`;
  const times = {
    created: new Date(world.now()).toISOString(),
    expires: new Date(world.now() + expires_in * 1000).toISOString(),
  };
  world.tokens.unshift({
    id,
    prefix: value.slice(0, 12),
    ...times,
    created_by: 'admin',
    used: false,
    uses: 0,
    ...(multi_use ? {} : { max_uses: 1 }),
    tags,
    active: true,
  });
  world.happened({ type: 'token.generated', summary: 'A token was made.' });
  return {
    id,
    token: value,
    ...times,
    used: false,
    tenant_id: 'default',
    install_command: `curl -fsSLO http://legator.example/download/probe.cjs && sudo node probe.cjs run --server http://legator.example --token ${value}`,
  };
}
