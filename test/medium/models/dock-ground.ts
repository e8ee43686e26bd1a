import request from 'supertest';
import { anActor } from '@legator/core/testing';
import type { Actor } from '@legator/core';
import { startModels } from './models-ground.js';
import type { ModelsGround } from './models-ground.js';

export interface DockGround extends ModelsGround {
  /** As an administrator of `default`, or whoever is named. */
  call(
    method: 'get' | 'post' | 'put' | 'delete',
    path: string,
    body?: object,
    as?: string,
  ): Promise<request.Response>;
  /** A profile of a model in the house; the one of the scripted provider unless told otherwise. */
  profile(over?: object): Promise<Record<string, unknown> & { id: string }>;
}

const PEOPLE: Record<string, Actor> = {
  theirs: anActor({ id: 'theo', name: 'Theo', tenantId: 'acme' }),
  settings: anActor({ id: 'sue', permissions: ['settings:manage'] }),
  boundary: anActor({ id: 'bea', permissions: ['settings:manage', 'data_boundary:manage'] }),
  reader: anActor({ id: 'rob', permissions: ['fleet:read'] }),
};

/** The routes of the model dock, and a provider that they may lead to. */
export async function startDock(llm?: Parameters<typeof startModels>[0]): Promise<DockGround> {
  const ground = await startModels(llm ?? null);
  const { spine, provider } = ground;
  Object.assign(spine.access.named, PEOPLE);
  await ground.sql(`insert into auth_tenant (id, name) values ('acme', 'Acme')`);
  let number = 0;
  const call: DockGround['call'] = (method, path, body, as) => {
    const asked = request(spine.app.getHttpServer())[method](`/api/v1/${path}`);
    if (as !== undefined) void asked.set('authorization', `Bearer ${as}`);
    return asked.send(body) as unknown as Promise<request.Response>;
  };
  const profile: DockGround['profile'] = async (over = {}) => {
    const { status, body } = await call('post', 'model-profiles', {
      name: `model ${(number += 1)}`,
      provider: 'openai',
      base_url: provider.addresses.openai,
      model: 'small',
      api_key: '',
      is_active: false,
      ...over,
    });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body.profile as Awaited<ReturnType<DockGround['profile']>>;
  };
  return { ...ground, call, profile };
}
