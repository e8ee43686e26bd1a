import type { INestApplication, Type } from '@nestjs/common';
import { RequestMethod } from '@nestjs/common';
import { HTTP_CODE_METADATA, METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import type { Permission } from '@legator/contracts';
import { answersOf } from '../answers.js';
import type { Answer } from '../answers.js';
import { PUBLIC, REQUIRES } from '../decorators.js';

/** One route, what it answers and who may use it: anyone, whoever is signed in, or who holds all of some permissions. */
export interface RouteAccess {
  readonly method: string;
  /** With parameters as OpenAPI writes them: `/api/v1/probes/{id}`. */
  readonly path: string;
  readonly access: 'public' | 'signed in' | 'closed' | readonly Permission[];
  /** The status of an answer that names none. */
  readonly status: number;
  /** Empty when the route does not say what it answers, which a test refuses. */
  readonly answers: readonly Answer[];
}

/** Every route that a controller declares, sorted; read from the same metadata that the guard reads. */
export function listRoutes(app: INestApplication): RouteAccess[] {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) =>
    [...module.controllers.values()].map(({ metatype }) => metatype as Type),
  );
  return [...new Set(controllers)]
    .flatMap(routesOf)
    .sort((a, b) => `${a.path} ${a.method}`.localeCompare(`${b.path} ${b.method}`, 'en'));
}

function routesOf(controller: Type): RouteAccess[] {
  const prototype = controller.prototype as Record<string, () => unknown>;
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
    const handler = prototype[name]!;
    const paths = Reflect.getMetadata(PATH_METADATA, handler) as string | string[] | undefined;
    if (paths === undefined) return [];
    const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod] as string;
    const about = {
      access: accessOf(controller, handler),
      status: statusOf(handler, method),
      answers: answersOf(handler),
    };
    return [paths].flat().map((path) => ({ method, path: join(controller, path), ...about }));
  });
}

function join(controller: Type, path: string): string {
  const prefix = Reflect.getMetadata(PATH_METADATA, controller) as string;
  return `/${prefix}/${path}`
    .replace(/\/+/g, '/')
    .replace(/(.)\/$/, '$1')
    .replace(/:(\w+)/g, '{$1}');
}

function statusOf(handler: object, method: string): number {
  const said = Reflect.getMetadata(HTTP_CODE_METADATA, handler) as number | undefined;
  return said ?? (method === 'POST' ? 201 : 200);
}

function accessOf(controller: Type, handler: object): RouteAccess['access'] {
  if (Reflect.getMetadata(PUBLIC, handler) ?? Reflect.getMetadata(PUBLIC, controller)) return 'public';
  const needed = (Reflect.getMetadata(REQUIRES, handler) ?? Reflect.getMetadata(REQUIRES, controller)) as
    Permission[] | undefined;
  if (!needed) return 'closed';
  return needed.length === 0 ? 'signed in' : needed;
}
