import { FakeTicker } from '../testing.js';
import { CHUNK_BYTES, Chunker, type Chunk } from './chunker.js';

function setup() {
  const ticker = new FakeTicker();
  const chunks: Chunk[] = [];
  return { ticker, chunks, chunker: new Chunker(ticker, (chunk) => chunks.push(chunk)) };
}

it('gathers small writes for 50 ms', () => {
  const { ticker, chunks, chunker } = setup();
  chunker.write('stdout', Buffer.from('a'));
  ticker.advance(49);
  chunker.write('stdout', Buffer.from('b\n'));
  expect(chunks).toEqual([]);
  ticker.advance(1);
  expect(chunks).toEqual([{ seq: 1, stream: 'stdout', data: 'ab\n' }]);
});

it('sends 16 KiB at once, and no more in one piece', () => {
  const { chunks, chunker } = setup();
  chunker.write('stdout', Buffer.from(`${'x'.repeat(CHUNK_BYTES * 2 - 1)}\ny`));
  expect(chunks.map(({ data }) => data.length)).toEqual([CHUNK_BYTES, CHUNK_BYTES]);
});

it('keeps the order of the two streams', () => {
  const { chunks, chunker } = setup();
  chunker.write('stdout', Buffer.from('1\n'));
  chunker.write('stderr', Buffer.from('2\n'));
  chunker.write('stdout', Buffer.from('3'));
  chunker.end();
  expect(chunks.map(({ stream, data }) => stream + data)).toEqual(['stdout1\n', 'stderr2\n', 'stdout3']);
});

it('never cuts a character in two', () => {
  const { ticker, chunks, chunker } = setup();
  const euro = Buffer.from('€');
  chunker.write('stdout', euro.subarray(0, 1));
  ticker.advance(50);
  chunker.write('stdout', euro.subarray(1));
  chunker.write('stdout', Buffer.from('\n'));
  ticker.advance(50);
  expect(chunks).toEqual([{ seq: 1, stream: 'stdout', data: '€\n' }]);
});

it('masks a secret that lies across two pieces, each stream for itself', () => {
  const { ticker, chunks, chunker } = setup();
  const key = `lgk_${'0a'.repeat(32)}`;
  for (const [stream, text] of [
    ['stdout', `key ${key.slice(0, 20)}`],
    ['stderr', 'no key\n'],
    ['stdout', `${key.slice(20)}\nend`],
  ] as const) {
    chunker.write(stream, Buffer.from(text));
    ticker.advance(50);
  }
  expect(chunks.map(({ data }) => data)).toEqual(['no key\n', 'key [redacted]\n']);
  chunker.end();
  expect(chunks.at(-1)!.data).toBe('end');
});

it('sends a line without end in pieces, and holds back little of it', () => {
  const { chunks, chunker } = setup();
  chunker.write('stdout', Buffer.alloc(200_000, 'x'));
  const sent = chunks.reduce((length, { data }) => length + data.length, 0);
  expect(sent).toBeGreaterThan(200_000 - 3 * CHUNK_BYTES);
  expect(Math.max(...chunks.map(({ data }) => data.length))).toBeLessThanOrEqual(CHUNK_BYTES);
});
