// A process that reads the live feed many times over and counts what comes.
import { get } from 'node:http';

type Question = { id: number } & ({ ask: 'open'; url: string; count: number } | { ask: 'received' });

const LINE_FEED = 10;
let received = 0;

/** Events end with an empty line; so does the greeting, which is taken off again. */
function read(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { Accept: 'text/event-stream' }, agent: false }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`The feed answered ${response.statusCode}.`));
      let last = 0;
      let greeted = false;
      response.on('data', (part: Buffer) => {
        for (const byte of part) {
          if (byte === LINE_FEED && last === LINE_FEED) received += 1;
          last = byte;
        }
        if (!greeted) {
          greeted = true;
          received -= 1;
          resolve();
        }
      });
    }).on('error', reject);
  });
}

async function answer(question: Question): Promise<unknown> {
  if (question.ask === 'received') return received;
  await Promise.all(Array.from({ length: question.count }, () => read(question.url)));
  return undefined;
}

process.on('message', (question: Question) => {
  answer(question).then(
    (found) => process.send!({ id: question.id, answer: found ?? null }),
    (error: Error) => process.send!({ id: question.id, error: error.message }),
  );
});
process.on('disconnect', () => process.exit(0));
