/**
 * Makes dist/probe/probe.cjs: the whole probe in one file that runs on plain Node 20 or newer.
 *
 * TypeScript goes through swc first, because esbuild alone would lose the metadata that constructor injection needs.
 */
import { brotliCompressSync } from 'node:zlib';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformFile } from '@swc/core';
import { build } from 'esbuild';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
// [ENTRY OUTFILE]: tests bundle the same probe with another way in.
const [entry = 'apps/probe/src/main.ts', out = 'dist/probe/probe.cjs'] = process.argv.slice(2);
const outfile = resolve(root, out);
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const swcOptions = {
  swcrc: false,
  sourceMaps: 'inline',
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
    target: 'es2022',
  },
  module: { type: 'es6' },
};

/** Our sources: rooms by their door, `.js` imports to the `.ts` beside them, decorators through swc. */
const ours = {
  name: 'ours',
  setup(builder) {
    builder.onResolve({ filter: /^@legator\/[a-z-]+$/ }, ({ path }) => ({
      path: join(root, 'libs', path.slice('@legator/'.length), 'src/index.ts'),
    }));
    builder.onResolve({ filter: /^\.{1,2}\/.*\.js$/ }, ({ path, resolveDir }) => {
      const source = resolve(resolveDir, path.replace(/\.js$/, '.ts'));
      return existsSync(source) ? { path: source } : undefined;
    });
    builder.onLoad({ filter: /\.ts$/ }, async ({ path }) => ({
      contents: (await transformFile(path, swcOptions)).code,
      loader: 'js',
    }));
  },
};

/** Parts of Nest that it asks for only when they are installed; here they are as good as not. */
const OPTIONAL =
  /^(@nestjs\/(microservices|websockets|platform-express)(\/.*)?|class-validator|class-transformer(\/.*)?)$/;
const optional = {
  name: 'optional',
  setup(builder) {
    builder.onResolve({ filter: OPTIONAL }, ({ path }) => ({ path, namespace: 'missing' }));
    builder.onLoad({ filter: /.*/, namespace: 'missing' }, ({ path }) => ({
      contents: `throw Object.assign(new Error(${JSON.stringify(`${path} is not part of the probe`)}), { code: 'MODULE_NOT_FOUND' });`,
      loader: 'js',
    }));
  },
};

/** The grammars of the shell are files elsewhere; here they are a part of the program, packed. */
const GRAMMARS = {
  runtime: 'web-tree-sitter/web-tree-sitter.wasm',
  bash: 'tree-sitter-bash/tree-sitter-bash.wasm',
  second: 'sh-syntax/main.wasm',
};
const grammars = {
  name: 'grammars',
  setup(builder) {
    builder.onLoad({ filter: /[\\/]libs[\\/]shell[\\/]src[\\/]embedded-grammar\.ts$/ }, () => {
      const rows = Object.entries(GRAMMARS).map(([name, path]) => {
        const packed = brotliCompressSync(readFileSync(join(root, 'node_modules', path)));
        return `${name}: unpack(${JSON.stringify(packed.toString('base64'))})`;
      });
      const contents = `import { brotliDecompressSync } from 'node:zlib';
        const unpack = (text) => brotliDecompressSync(Buffer.from(text, 'base64'));
        export const EMBEDDED = () => ({ ${rows.join(', ')} });`;
      return { contents, loader: 'js', resolveDir: root };
    });
  },
};

const result = await build({
  entryPoints: [resolve(root, entry)],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  keepNames: true,
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  define: { LEGATOR_VERSION: JSON.stringify(version), 'import.meta.url': '__probeUrl' },
  banner: {
    js: '#!/usr/bin/env node\nconst __probeUrl = require("node:url").pathToFileURL(__filename).href;',
  },
  plugins: [optional, grammars, ours],
  // ws speeds itself up with these when they are there; they are native and not needed.
  external: ['bufferutil', 'utf-8-validate'],
  metafile: true,
  logLevel: 'warning',
});
chmodSync(outfile, 0o755);
const bytes = Object.values(result.metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
process.stdout.write(`${outfile}: ${(bytes / 1e6).toFixed(1)} MB\n`);
