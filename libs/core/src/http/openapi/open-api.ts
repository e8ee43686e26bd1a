import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { stringify } from 'yaml';
import { z } from 'zod';
import { BUILD_INFO } from '../../health/build-info.js';
import type { BuildInfo } from '../../health/build-info.js';
import { respondWithError } from '../error.filter.js';
import type { LegatorRequest } from '../request-scope.js';
import { describeAnswers, nameRequests } from './describe-answers.js';
import { describeErrors } from './describe-errors.js';
import { mountDocs } from './docs-page.js';
import { listRoutes } from './route-table.js';
import { SchemaConverter } from './schema-converter.js';

/** The whole public API, from the very schemas that check its input. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const { version } = app.get<BuildInfo>(BUILD_INFO);
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Legator')
    .setDescription(
      'Control plane for a fleet of machines. Errors are `{error, code, message, request_id}`; decide by `code`.',
    )
    .setVersion(version)
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'lgk_…',
      description: 'An API key: `lgk_…`',
    })
    .addSecurityRequirements('bearer')
    .build();
  const converter = new SchemaConverter();
  const document = SwaggerModule.createDocument(app, config, {
    standardSchemaConverter: (schema) =>
      schema instanceof z.ZodType ? { schema: converter.input(schema) } : undefined,
    operationIdFactory: operationId,
  });
  describeAnswers(document, listRoutes(app), converter);
  nameRequests(document, converter);
  document.components = { ...document.components, schemas: converter.components() as never };
  return describeErrors(withPermissions(document, app), converter);
}

/** `ProbesController.list` is `probesList`: the name of the function that the console's client gets for it. */
function operationId(controller: string, method: string): string {
  const room = controller.replace(/Controller$/, '');
  return room.charAt(0).toLowerCase() + room.slice(1) + method.charAt(0).toUpperCase() + method.slice(1);
}

/** Says at each operation what it needs; a public one needs no credential. */
function withPermissions(document: OpenAPIObject, app: INestApplication): OpenAPIObject {
  for (const { method, path, access } of listRoutes(app)) {
    const operation = document.paths[path]?.[method.toLowerCase() as 'get'];
    if (!operation) continue;
    if (access === 'public') operation.security = [];
    else Object.assign(operation, { 'x-legator-permissions': access === 'signed in' ? [] : access });
  }
  return document;
}

/**
 * Serves the description at `/api/v1/openapi.json` and `.yaml`, and a page to browse it at `/api/docs`; all public.
 * Made at the first request, once every module is there. Call it before the fallback route is installed.
 */
export function mountOpenApi(app: INestApplication): void {
  let made: { json: string; yaml: string } | undefined;
  const texts = () => (made ??= write(describeApi(app)));
  const http = app.getHttpAdapter();
  const serve = (type: string, text: () => string) => (request: Request, response: Response) => {
    try {
      response.setHeader('Cache-Control', 'no-cache');
      response.type(type).send(text());
    } catch (error) {
      respondWithError(error, request as LegatorRequest, response);
    }
  };
  http.get(
    '/api/v1/openapi.json',
    serve('application/json', () => texts().json),
  );
  http.get(
    '/api/v1/openapi.yaml',
    serve('application/yaml', () => texts().yaml),
  );
  mountDocs(app);
}

function write(document: OpenAPIObject): { json: string; yaml: string } {
  return { json: JSON.stringify(document), yaml: stringify(document, { aliasDuplicateObjects: false }) };
}
