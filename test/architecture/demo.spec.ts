import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourcesBelow, type Source } from './source-tree.js';

const root = join(__dirname, '..', '..');

/** Files of the console proper that reach into the demo, whose API answers whatever one asks. */
const reachesIn = ({ path, text }: Source) =>
  !path.startsWith('frontend/src/dev/') && /(from|import\()\s*'[^']*\/dev\//.test(text);

it('keeps the API in memory out of what is shipped', () => {
  expect(
    sourcesBelow(['frontend/src'])
      .filter(reachesIn)
      .map(({ path }) => path),
  ).toEqual([]);
  const { configurations, options } = JSON.parse(readFileSync(join(root, 'frontend', 'angular.json'), 'utf8'))
    .projects.console.architect.build;
  expect(options.browser).toBe('src/main.ts');
  expect(JSON.stringify(configurations.production)).not.toContain('src/dev');
});

it.each([
  ['frontend/src/main.ts', "import { provideDemoApi } from './dev/demo-api';", true],
  ['frontend/src/app/app.ts', "const demo = await import('../dev/demo-api');", true],
  ['frontend/src/dev/main.ts', "import { x } from '../dev/demo-api';", false],
  ['frontend/src/main.ts', "import { App } from './app/app';", false],
])('reads %s with %s', (path, text, expected) => {
  expect(reachesIn({ path, text })).toBe(expected);
});
