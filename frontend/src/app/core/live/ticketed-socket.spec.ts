import { FakeSockets } from './testing';
import { TicketedSocket } from './ticketed-socket';

function setup(protocols: () => Promise<string[]>) {
  const sockets = new FakeSockets();
  const offered: string[][] = [];
  const seen: string[] = [];
  const socket = new TicketedSocket(protocols, (given) => {
    offered.push(given);
    return sockets.open();
  });
  socket.onopen = () => {
    seen.push('open');
    socket.send('{"type":"ping"}');
  };
  socket.onmessage = ({ data }) => seen.push(String(data));
  socket.onclose = () => seen.push('close');
  return { socket, sockets, offered, seen };
}

describe('a socket with a ticket', () => {
  it('opens with what it was given, and speaks like any other', async () => {
    const { sockets, offered, seen } = setup(() => Promise.resolve(['legator.v1', 'ticket.a']));
    await Promise.resolve();
    sockets.last.comesUp(3);
    sockets.last.breaks();
    expect(offered).toEqual([['legator.v1', 'ticket.a']]);
    expect(sockets.last.said).toEqual([{ type: 'ping' }]);
    expect(seen).toEqual(['open', expect.stringContaining('"newest":3'), 'close']);
  });

  it('is closed when there is no ticket to be had, so that somebody tries again', async () => {
    const { sockets, seen } = setup(() => Promise.reject(new Error('no')));
    await Promise.resolve();
    await Promise.resolve();
    expect(sockets.opened).toEqual([]);
    expect(seen).toEqual(['close']);
  });

  it('does not open any more once it was closed', async () => {
    const { socket, sockets } = setup(() => Promise.resolve([]));
    socket.close();
    await Promise.resolve();
    expect(sockets.opened).toEqual([]);
  });
});
