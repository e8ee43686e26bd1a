// Writes the console's client of the API from its description: a function for each route, a type for each named schema.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import generator from 'ng-openapi-gen';
import { format, resolveConfig } from 'prettier';
import { parse } from 'yaml';
import { root } from './workspace.mjs';

const CLIENT = 'frontend/src/app/core/api';
/** What the tool always writes and nobody needs: requests are plain values here, sent by core/api.ts. */
const LEFT_OUT = ['api-configuration.ts', 'strict-http-response.ts', 'request-builder.ts'];

export const outputs = [CLIENT];

export default async function generate() {
  const options = JSON.parse(await readFile(join(root, 'frontend', 'ng-openapi-gen.json'), 'utf8'));
  const api = parse(await readFile(join(root, options.input), 'utf8'));
  const folder = await mkdtemp(join(tmpdir(), 'legator-client-'));
  try {
    const templates = join(root, options.templates);
    const output = join(folder, 'api');
    const tool = new generator.NgOpenApiGen(api, { ...options, templates, output });
    teach(tool.handlebarsManager.instance);
    tool.generate();
    await replace(await written(output));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The words that our templates use. */
function teach(handlebars) {
  handlebars.registerHelper('is', (one, other) => one === other);
  handlebars.registerHelper('upper', (text) => text.toUpperCase());
  handlebars.registerHelper('encoded', (path) => path.replace(/\$\{(.+?)\}/g, '${encodeURIComponent($1)}'));
}

/** The files by their path below the client, in the form that Prettier wants. */
async function written(folder) {
  const files = new Map();
  for (const path of (await below(folder)).sort()) {
    const name = relative(folder, path);
    if (LEFT_OUT.includes(name)) continue;
    const target = join(root, CLIENT, name);
    const text = tidy(await readFile(path, 'utf8'));
    files.set(target, await format(text, { ...(await resolveConfig(target)), filepath: target }));
  }
  return files;
}

/** What may be anything has to be looked at before it is used; what nobody asks for is not sent. */
function tidy(text) {
  return text
    .replace(/(?<!['\w.])any(?!['\w])/g, 'unknown')
    .replace(/^ {4}(query|headers): \{ +\},\n/gm, '')
    .replace(/export interface \w+\$?\w* \{\s*\}\n+/g, '')
    .replace(/\bexport function (\w+)\(params: \w+\$Params = \{\}\)/g, (all, name) =>
      text.includes('params.') ? all : `export function ${name}()`,
    )
    .replaceAll('$Params', 'Params');
}

async function replace(files) {
  await rm(join(root, CLIENT), { recursive: true, force: true });
  for (const [path, text] of files) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}

async function below(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
