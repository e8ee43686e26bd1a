import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { parse } from 'pg-connection-string';

/** A line to a database that can be cut and mended, as if the server had gone and come back. */
export async function breakableLine(url: string) {
  const { host, port, user, password, database } = parse(url);
  const sockets = new Set<Socket>();
  let cut = false;
  const server = createServer((near) => {
    if (cut) return void near.destroy();
    const far = host?.startsWith('/')
      ? connect(`${host}/.s.PGSQL.${port || 5432}`)
      : connect(Number(port || 5432), host || '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  server.unref(); // A spec that fails before it closes this must still end.
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const end = () => sockets.forEach((socket) => socket.destroy());
  const login = password ? `${user}:${encodeURIComponent(password)}` : user;
  return {
    url: `postgres://${login}@127.0.0.1:${(server.address() as AddressInfo).port}/${database}`,
    cut: () => {
      cut = true;
      end();
    },
    mend: () => {
      cut = false;
    },
    close: async () => {
      end();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
