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
  chunker.write('stdout', Buffer.from('b'));
  expect(chunks).toEqual([]);
  ticker.advance(1);
  expect(chunks).toEqual([{ seq: 1, stream: 'stdout', data: 'ab' }]);
});

it('sends 16 KiB at once, and no more in one piece', () => {
  const { chunks, chunker } = setup();
  chunker.write('stdout', Buffer.alloc(CHUNK_BYTES * 2 + 1, 'x'));
  expect(chunks.map(({ data }) => data.length)).toEqual([CHUNK_BYTES, CHUNK_BYTES]);
});

it('keeps the order of the two streams', () => {
  const { chunks, chunker } = setup();
  chunker.write('stdout', Buffer.from('1'));
  chunker.write('stderr', Buffer.from('2'));
  chunker.write('stdout', Buffer.from('3'));
  chunker.end();
  expect(chunks.map(({ stream, data }) => stream + data)).toEqual(['stdout1', 'stderr2', 'stdout3']);
});

it('never cuts a character in two', () => {
  const { ticker, chunks, chunker } = setup();
  const euro = Buffer.from('€');
  chunker.write('stdout', euro.subarray(0, 1));
  ticker.advance(50);
  chunker.write('stdout', euro.subarray(1));
  ticker.advance(50);
  expect(chunks).toEqual([{ seq: 1, stream: 'stdout', data: '€' }]);
});
