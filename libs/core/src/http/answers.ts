import { SetMetadata } from '@nestjs/common';
import { z } from 'zod';

export const ANSWERS = 'legator:answers';

/** What a route may answer when all goes well. */
export interface Answer {
  /** Nothing for an answer without a body. */
  readonly schema: z.ZodType | undefined;
  /** What Nest would send for this route unless told. */
  readonly status?: number;
  readonly description?: string;
  /** The media type; for a stream the schema is that of the data of each of its events or lines. */
  readonly type?: string;
}

export interface AnswerOptions {
  readonly status?: number;
  readonly description?: string;
  readonly type?: string;
}

/**
 * The shape of an answer, from which the API is described and the console's client is generated. Every route says it, once
 * for each status; a schema that contracts exports is named there as it is named in code.
 */
export function Answers(schema: z.ZodType, options: AnswerOptions = {}): MethodDecorator {
  return add({ schema, ...options });
}

/** Says that a route answers without a body (204 unless told). */
export function AnswersNothing(options: Omit<AnswerOptions, 'type'> = {}): MethodDecorator {
  return add({ schema: undefined, status: 204, ...options });
}

/** All that a handler says it answers. */
export function answersOf(handler: object): readonly Answer[] {
  return (Reflect.getMetadata(ANSWERS, handler) as readonly Answer[] | undefined) ?? [];
}

function add(answer: Answer): MethodDecorator {
  return (target, key, descriptor) => {
    // Decorators run from the last to the first; they are read from the first to the last.
    const said = [answer, ...answersOf(descriptor.value as object)];
    SetMetadata(ANSWERS, said)(target, key, descriptor as TypedPropertyDescriptor<unknown>);
  };
}
