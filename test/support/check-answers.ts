import { isDeepStrictEqual } from 'node:util';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { answersOf } from '@legator/core';
import type { Answer } from '@legator/core';

type JsonResponse = Pick<Response, 'json' | 'statusCode'>;

/** Lets no test pass in which a route answers what it does not declare. Errors have one shape and are left alone. */
export class CheckAnswers implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler) {
    if (context.getType() !== 'http') return next.handle();
    const answers = answersOf(context.getHandler());
    // A test's own routes; that the product's all declare theirs is a test of its own.
    if (answers.length === 0) return next.handle();
    const response = context.switchToHttp().getResponse<JsonResponse>();
    const json = response.json.bind(response);
    response.json = (body: unknown) => {
      const wrong = wrongAnswer(answers, response.statusCode, JSON.parse(JSON.stringify(body ?? null)));
      if (response.statusCode < 400 && wrong) throw new UndeclaredAnswer(context, wrong);
      return json(body);
    };
    return next.handle();
  }
}

class UndeclaredAnswer extends Error {
  constructor(context: ExecutionContext, wrong: string) {
    super(`${context.getClass().name}.${context.getHandler().name} ${wrong}`);
    // Whoever asked sees an internal error and nothing of this.
    console.error(this.message);
  }
}

/**
 * What is wrong with the body of an answer, if anything. A key that no schema names is wrong too.
 *
 * @param body as it came over the wire
 */
export function wrongAnswer(answers: readonly Answer[], status: number, body: unknown): string | undefined {
  const said = answers.filter((answer) => answer.status === undefined || answer.status === status);
  const [answer] = [...said.filter((one) => one.status === status), ...said];
  if (!answer?.schema) return `declares no answer with a body for ${status}.`;
  const parsed = answer.schema.safeParse(body);
  if (!parsed.success) return `answers what its schema refuses: ${parsed.error.message}`;
  if (isDeepStrictEqual(plain(parsed.data), plain(body))) return undefined;
  const known = JSON.stringify(plain(parsed.data)).slice(0, 2_000);
  return `answers more than its schema names: ${JSON.stringify(body).slice(0, 2_000)} instead of ${known}`;
}

/** Keys in one order and without prototypes, so that only what differs differs. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
