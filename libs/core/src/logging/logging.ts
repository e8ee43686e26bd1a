import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import type { Config } from '../config/config.js';
import { errorForLog, fieldsForLog, requestForLog, responseForLog, textForLog } from './log-serializers.js';

/** Asked every few seconds by machines; only worth a line when something is wrong. */
const QUIET = new Set(['/healthz', '/readyz', '/api/v1/metrics']);

/** Fields of child loggers, which pino writes without asking `formatters.log`. */
const SECRETS = [
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  'apiKey',
  'api_key',
  'accessToken',
];

/** The log, usable before Nest starts; hand it to `loggingModule` afterwards so that all lines look alike. */
export function createLogger(config: Pick<Config, 'logLevel'>, destination?: DestinationStream): Logger {
  const options = {
    level: config.logLevel,
    base: { pid: process.pid },
    redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: errorForLog, error: errorForLog, req: requestForLog, res: responseForLog },
    formatters: { level: (label: string) => ({ level: label }), log: fieldsForLog },
    hooks: {
      logMethod(this: Logger, args: unknown[], method: (...args: unknown[]) => void) {
        method.apply(
          this,
          args.map((arg) => (typeof arg === 'string' ? textForLog(arg) : arg)),
        );
      },
    },
  };
  return destination ? pino(options as never, destination) : pino(options as never);
}

/** Requests and Nest's own lines, in the same log. Afterwards: `app.useLogger(app.get(Logger))` of nestjs-pino. */
export function loggingModule(logger: Logger): DynamicModule {
  return LoggerModule.forRoot({
    pinoHttp: {
      logger,
      wrapSerializers: false,
      quietReqLogger: true,
      customAttributeKeys: { reqId: 'requestId', responseTime: 'ms' },
      genReqId: (request) => (request as { requestId?: string }).requestId ?? randomUUID(),
      serializers: { req: requestForLog, res: responseForLog, err: errorForLog },
      customLogLevel: (_request: unknown, response: { statusCode: number }, error?: Error) =>
        error || response.statusCode >= 500 ? 'warn' : 'debug',
      customSuccessObject: withRequest,
      customErrorObject: (request, _response, _error, line: object) => withRequest(request, _response, line),
      autoLogging: { ignore: (request) => QUIET.has(requestForLog(request).url) },
    },
  });
}

/** `quietReqLogger` keeps the request out of every line; the one line about the request itself names it. */
function withRequest(request: IncomingMessage, _response: unknown, line: object): object {
  return { ...line, req: request };
}
