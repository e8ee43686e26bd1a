// npm run new:adr -- "Keep secrets outside the database": the next decision record, ready to be filled in.
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { main, root, Stop } from './workspace.mjs';

await main(async ([title, ...rest]) => {
  if (!title || rest.length > 0) throw new Stop('Say what was decided: npm run new:adr -- "One sentence"');
  const dir = join(root, 'docs', 'adr');
  await mkdir(dir, { recursive: true });
  const taken = (await readdir(dir)).map((name) => Number.parseInt(name, 10)).filter(Number.isInteger);
  const number = String(Math.max(0, ...taken) + 1).padStart(4, '0');
  const slug = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const path = join(dir, `${number}-${slug}.md`);
  await writeFile(path, page(number, title), { flag: 'wx' });
  console.log(path);
});

function page(number, title) {
  const date = new Date().toISOString().slice(0, 10);
  return `# ${number}. ${title}

${date}. Accepted.

## Context

What made a decision necessary, and what any answer has to hold.

## Decision

What we do, in the present tense.

## Cost

What this makes harder, and how we would notice that it was wrong.

## Also considered

- Another way, and why not.
`;
}
