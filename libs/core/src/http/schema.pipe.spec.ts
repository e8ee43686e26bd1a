import type { ArgumentMetadata } from '@nestjs/common';
import { z } from 'zod';
import { schemaPipe } from './schema.pipe.js';

const refused = (value: unknown, metadata: Partial<ArgumentMetadata>) =>
  expect(schemaPipe().transform(value, { metatype: Object, ...metadata } as ArgumentMetadata)).rejects
    .toMatchObject;

it('names the parameter of the path that is wrong', () =>
  refused('x', { type: 'param', data: 'id', schema: z.uuid() })({
    code: 'invalid_request',
    message: 'id: Invalid UUID',
    options: { details: [{ path: 'id', message: 'Invalid UUID' }] },
  }));

it('says in plain words what a body lacks, and where', () =>
  refused(
    { scope: {} },
    { type: 'body', schema: z.object({ scope: z.object({ type: z.string() }) }) },
  )({
    message: 'scope.type: is missing (expected string)',
    options: { details: [{ path: 'scope.type', message: 'is missing (expected string)' }] },
  }));

it('leaves other words as they are', () =>
  refused(
    { n: 'x' },
    { type: 'query', schema: z.object({ n: z.number() }) },
  )({
    message: 'n: Invalid input: expected number, received string',
  }));

it('passes on what fits, in the form that the schema gives it', async () => {
  const schema = z.object({ tag: z.string().toLowerCase() });
  expect(
    await schemaPipe().transform({ tag: 'A', more: 1 }, { type: 'body', schema } as ArgumentMetadata),
  ).toEqual({
    tag: 'a',
  });
});
