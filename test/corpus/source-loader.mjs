// Lets Node run the corpus from sources alone: the rooms it needs are pure TypeScript, so nothing has to be built first
// and what is scored is always what stands there now.
import { registerHooks } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const ROOM = /^@legator\/([a-z-]+)$/;

registerHooks({
  resolve(specifier, context, next) {
    const room = ROOM.exec(specifier)?.[1];
    if (room) return next(pathToFileURL(join(root, 'libs', room, 'src', 'index.ts')).href, context);
    const ours = context.parentURL?.startsWith('file:') && !context.parentURL.includes('/node_modules/');
    if (ours && /^\.{1,2}\/.*\.js$/.test(specifier)) return next(specifier.replace(/\.js$/, '.ts'), context);
    return next(specifier, context);
  },
});
