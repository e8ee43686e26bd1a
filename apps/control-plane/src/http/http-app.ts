import { NestFactory } from '@nestjs/core';
import type { DynamicModule, LoggerService } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { AccessMiddleware, refuseOpenSockets, requestScope, sameOrigin, TrustedProxies } from '@legator/core';
import type { AuthenticatedRequest, Config } from '@legator/core';
import { jsonBody } from './body.js';
import { LegatorExpressAdapter } from './express-adapter.js';
import { UpgradeDispatcher } from './upgrades.js';

/** Builds the application around its module: the order in which a request is met is the order below. */
export async function createHttpApp(
  module: DynamicModule,
  config: Config,
  options: {
    logger?: LoggerService | false;
    pages?: readonly RequestHandler[];
    upgrades?: UpgradeDispatcher;
  } = {},
): Promise<NestExpressApplication> {
  const adapter = new LegatorExpressAdapter(options.pages ?? []);
  const app = await NestFactory.create<NestExpressApplication>(module, adapter, {
    bodyParser: false,
    abortOnError: false,
    bufferLogs: true,
    ...(options.logger === undefined ? {} : { logger: options.logger }),
  });
  refuseOpenSockets(app);
  app.useWebSocketAdapter(options.upgrades ?? new UpgradeDispatcher());
  app.disable('x-powered-by');
  app.set('etag', false);
  const proxies = app.get(TrustedProxies);
  app.set('trust proxy', (address: string) => proxies.trusts(address));
  const access = app.get(AccessMiddleware);
  app.use(requestScope);
  app.use(plainHeaders);
  app.use(sameOrigin({ loopbackOnly: !config.auth, externalUrl: config.externalUrl }));
  app.use((request: Request, _response: Response, next: NextFunction) => {
    proxies.notice(request);
    next();
  });
  app.use(...jsonBody());
  app.use((request: AuthenticatedRequest, response: Response, next: NextFunction) =>
    access.use(request, response, next),
  );
  return app;
}

function plainHeaders(_request: Request, response: Response, next: NextFunction): void {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('X-Frame-Options', 'DENY');
  next();
}
