// npm run new:room -- incidents: a room with a door, one use case, its fake and its spec.
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { main, root, Stop } from './workspace.mjs';

await main(async ([room, ...rest]) => {
  if (!room || rest.length > 0 || !/^[a-z][a-z-]*$/.test(room)) {
    throw new Stop('Name the room in lower case: npm run new:room -- incidents');
  }
  const home = join(root, 'libs', room);
  if (existsSync(home)) throw new Stop(`libs/${room} is there already.`);
  const name = room.replace(/(^|-)([a-z])/g, (_all, _dash, letter) => letter.toUpperCase());
  for (const [path, text] of Object.entries(files(room, name))) {
    await mkdir(dirname(join(home, path)), { recursive: true });
    await writeFile(join(home, path), text);
  }
  console.log(
    `libs/${room} is made. Now say in test/architecture/rooms.ts which rooms it may open, and why in an ADR.`,
  );
});

function files(room, name) {
  return {
    'README.md': `# ${room}

Owns: what this room decides, in a sentence. Does not: what people expect here and will find elsewhere.

- Tables: \`${room.replaceAll('-', '_')}_<noun>\`
- Signals: none yet
`,
    'src/index.ts': `export { ${name}Module } from './${room}.module.js';
export { ${name}Service } from './${room}.service.js';
`,
    [`src/${room}.module.ts`]: `import { Module } from '@nestjs/common';
import { ${name}Service } from './${room}.service.js';

/** What the control plane binds in to have ${room.replaceAll('-', ' ')}. */
@Module({ providers: [${name}Service], exports: [${name}Service] })
export class ${name}Module {}
`,
    [`src/${room}.store.ts`]: `/** Every query this room makes. */
export abstract class ${name}Store {
  /** The names kept for a tenant, in the order they were added. */
  abstract namesOf(tenantId: string): Promise<readonly string[]>;
}
`,
    [`src/${room}.service.ts`]: `import { Injectable } from '@nestjs/common';
import { ${name}Store } from './${room}.store.js';

/** One use case per method, one transaction per use case. */
@Injectable()
export class ${name}Service {
  constructor(private readonly store: ${name}Store) {}

  /** The names kept for a tenant, each once, sorted. */
  async list(tenantId: string): Promise<string[]> {
    return [...new Set(await this.store.namesOf(tenantId))].sort();
  }
}
`,
    'src/testing.ts': `import { ${name}Store } from './${room}.store.js';

/** Keeps names in memory. */
export class Fake${name}Store extends ${name}Store {
  constructor(readonly kept: Record<string, string[]> = {}) {
    super();
  }

  override namesOf(tenantId: string): Promise<readonly string[]> {
    return Promise.resolve(this.kept[tenantId] ?? []);
  }
}
`,
    [`src/${room}.service.spec.ts`]: `import { ${name}Service } from './${room}.service.js';
import { Fake${name}Store } from './testing.js';

function setup(kept: Record<string, string[]>) {
  return new ${name}Service(new Fake${name}Store(kept));
}

it('lists what one tenant keeps, each once', async () => {
  const service = setup({ ours: ['web', 'db', 'web'], theirs: ['secret'] });
  expect(await service.list('ours')).toEqual(['db', 'web']);
});

it('has nothing to say about a tenant it does not know', async () => {
  expect(await setup({}).list('ours')).toEqual([]);
});
`,
  };
}
