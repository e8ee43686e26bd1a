import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { maskText } from '@legator/contracts';
import type { Bench } from '../bench.js';
import { atMost } from '../report.js';
import { percentile } from '../waiting.js';

const MB = 1_048_576;

/** Secrets masked in a megabyte, which everything that hosts print and models are told goes through. */
export async function mask(bench: Bench): Promise<void> {
  const lines = join(import.meta.dirname, '..', '..', 'data', 'ordinary-lines.txt');
  const texts = {
    'of what hosts print every day': await readFile(lines, 'utf8'),
    'of names of secrets without any': 'password: changed by user\n',
    'of one line of names': 'key ',
    'of one line of addresses': 'http://a:',
    'of one letter': 'a',
  };
  for (const [what, text] of Object.entries(texts)) {
    const megabyte = text.repeat(Math.ceil(MB / text.length)).slice(0, MB);
    const times = Array.from({ length: bench.scaled(100) + 1 }, () => timeOf(megabyte)).slice(1);
    bench.row(`a megabyte ${what}, p50`, percentile(times, 0.5), 'ms');
    bench.row(`a megabyte ${what}, p99`, percentile(times, 0.99), 'ms', atMost(50));
  }
}

function timeOf(text: string): number {
  const began = performance.now();
  maskText(text);
  return performance.now() - began;
}
