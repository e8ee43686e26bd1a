import type { AddressInfo } from 'node:net';
import { CHALLENGE_HEADER } from '@legator/contracts';
import { WebSocketServer } from 'ws';
import { until } from '../testing.js';
import { WsConnector } from './ws-connector.js';

it('hands on what the answer to the upgrade asks to be said back', async () => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  server.on('headers', (headers) => headers.push(`${CHALLENGE_HEADER}: say this back`));
  await until(() => server.address() !== null);
  const said: unknown[] = [];
  const ignore = () => undefined;
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const events = { text: ignore, alive: ignore, unreadable: ignore, closed: ignore };
  const socket = new WsConnector().connect(
    url,
    {},
    { ...events, opened: (challenge) => said.push(challenge) },
  );
  await until(() => said.length > 0);
  expect(said).toEqual(['say this back']);
  socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});
