import { ExpressAdapter } from '@nestjs/platform-express';
import type { ErrorRequestHandler, Express, RequestHandler } from 'express';
import { fallback, respondWithError } from '@legator/core';
import type { LegatorRequest } from '@legator/core';

/** Nest's adapter, with our own last word: 405 and 404 from the router's real table, and every stray error as JSON. */
export class LegatorExpressAdapter extends ExpressAdapter {
  /** `pages` are asked, in order, before a path is given up. */
  constructor(private readonly pages: readonly RequestHandler[]) {
    super();
  }

  override setNotFoundHandler(): void {
    const express = this.getInstance() as Express;
    for (const page of this.pages) express.use(page);
    express.use(fallback(() => (express.router as unknown as { stack: never[] }).stack));
    express.use(lastResort);
  }
}

const lastResort: ErrorRequestHandler = (error, request, response, _next) => {
  respondWithError(error, request as LegatorRequest, response);
};
