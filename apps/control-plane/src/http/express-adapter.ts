import { ExpressAdapter } from '@nestjs/platform-express';
import type { ErrorRequestHandler, Express, RequestHandler } from 'express';
import { fallback, respondWithError } from '@legator/core';
import type { LegatorRequest } from '@legator/core';

/** Nest's adapter, with our own last word: 405 and 404 from the router's real table, and every stray error as JSON. */
export class LegatorExpressAdapter extends ExpressAdapter {
  /** Asked before a path is given up: the console answers pages here. */
  private page: RequestHandler | undefined;

  setPages(page: RequestHandler): void {
    this.page = page;
  }

  override setNotFoundHandler(): void {
    const express = this.getInstance() as Express;
    if (this.page) express.use(this.page);
    express.use(fallback(() => (express.router as unknown as { stack: never[] }).stack));
    express.use(lastResort);
  }
}

const lastResort: ErrorRequestHandler = (error, request, response, _next) => {
  respondWithError(error, request as LegatorRequest, response);
};
