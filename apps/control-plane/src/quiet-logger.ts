import type { LoggerService } from '@nestjs/common';

/** Nest tells of every module and route it found, at each start; nobody reads it twice. */
const CHATTER = new Set([
  'InstanceLoader',
  'RouterExplorer',
  'RoutesResolver',
  'NestFactory',
  'NestApplication',
]);

/** A logger without Nest's own chatter. Its warnings and errors pass. */
export function withoutChatter(logger: LoggerService): LoggerService {
  const pass =
    (level: 'error' | 'warn' | 'debug' | 'verbose' | 'fatal') =>
    (message: unknown, ...rest: unknown[]) =>
      logger[level]?.(message, ...rest);
  return {
    log: (message: unknown, ...rest: unknown[]) => {
      if (!CHATTER.has(String(rest.at(-1)))) logger.log(message, ...rest);
    },
    error: pass('error'),
    warn: pass('warn'),
    debug: pass('debug'),
    verbose: pass('verbose'),
    fatal: pass('fatal'),
  };
}
