import { basename } from 'node:path';
import { LONG_FILES } from './long-files.js';
import { sourcesBelow, type Source } from './source-tree.js';

const LOOK_AGAIN_AT = 300;
const GENERATED = /^frontend\/src\/app\/core\/api\//;

const sources = sourcesBelow(['apps', 'libs', 'migrations', 'test', 'frontend/src']).filter(
  ({ path }) => !GENERATED.test(path),
);

const saysNothing = ({ path }: Source) =>
  /^(utils?|common|types|helpers?|misc|shared)\.ts$/.test(basename(path));
const lines = ({ text }: Source) => text.split('\n').length - 1;

it('names each file for what it holds', () => {
  expect(sources.filter(saysNothing).map(({ path }) => path)).toEqual([]);
});

it('would notice a name that says nothing', () => {
  expect(
    ['libs/core/src/utils.ts', 'libs/core/src/text-utils.ts'].map((path) => saysNothing({ path, text: '' })),
  ).toEqual([true, false]);
});

it('splits what outgrows a reader’s patience', () => {
  const long = sources.filter((source) => lines(source) > LOOK_AGAIN_AT && !(source.path in LONG_FILES));
  expect(long.map((source) => `${source.path} has ${lines(source)} lines; split it by use case`)).toEqual([]);
});

it('lets the list of exceptions only shrink', () => {
  const lengths = new Map(sources.map((source) => [source.path, lines(source)]));
  const wrong = Object.entries(LONG_FILES).filter(([path, allowed]) => {
    const now = lengths.get(path) ?? 0;
    return now <= LOOK_AGAIN_AT || now > allowed;
  });
  expect(
    wrong.map(([path]) => `${path}: gone, short enough, or longer than written; correct long-files.ts`),
  ).toEqual([]);
});
