import type { Config } from '../config/config.js';
import { MemoryBus } from './bus.js';
import type { Bus } from './bus.js';
import { PostgresBus } from './postgres-bus.js';
import { RedisBus } from './redis-bus.js';

/** The bus that the settings ask for. It connects by itself, and again whenever it must. */
export function createBus(config: Pick<Config, 'bus' | 'redisUrl'>, databaseUrl: string): Bus {
  switch (config.bus ?? 'memory') {
    case 'memory':
      return new MemoryBus();
    case 'postgres':
      return new PostgresBus(databaseUrl);
    case 'redis':
      if (!config.redisUrl) {
        throw new Error('LEGATOR_BUS=redis needs LEGATOR_REDIS_URL, such as redis://host:6379.');
      }
      return new RedisBus(config.redisUrl);
  }
}
