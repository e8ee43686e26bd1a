// Lets Node run the measurements from their sources: rooms and apps are taken from the build, so that what is measured
// with is what is shipped; the files of this folder and of test/support are TypeScript whose types Node takes away
// itself.
import { registerHooks } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const ROOM = /^@legator\/([a-z-]+)$/;

registerHooks({
  resolve(specifier, context, next) {
    const room = ROOM.exec(specifier)?.[1];
    if (room) return next(built(join('libs', room, 'src', 'index.js')), context);
    if (!specifier.startsWith('.') || !context.parentURL?.startsWith('file:'))
      return next(specifier, context);
    const path = join(dirname(fileURLToPath(context.parentURL)), specifier);
    const fromRoot = relative(root, path);
    if (/^(apps|libs|migrations)\//.test(fromRoot)) return next(built(fromRoot), context);
    if (/^test\/(bench|support)\//.test(fromRoot) && path.endsWith('.js')) {
      return next(pathToFileURL(path.replace(/\.js$/, '.ts')).href, context);
    }
    return next(specifier, context);
  },
});

function built(path) {
  return pathToFileURL(join(root, 'dist', path)).href;
}
