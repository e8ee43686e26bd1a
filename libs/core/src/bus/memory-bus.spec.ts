import { Logger } from '@nestjs/common';
import { MemoryBus } from './bus.js';

Logger.overrideLogger(false);

it('lets no listener bring the process down, nor keep the others from hearing', async () => {
  const bus = new MemoryBus();
  const heard: string[] = [];
  bus.subscribe('topic', (text) => void JSON.parse(text));
  bus.subscribe('topic', (text) => heard.push(text));
  bus.publish('topic', '');
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  expect(heard).toEqual(['']);
});
