import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** A text of a host with a secret in it that nobody has ever used. */
export interface LabelledSecret {
  readonly kind: string;
  readonly text: string;
  readonly secret: string;
}

interface Row {
  readonly kind: string;
  /** In pieces, so that those who look for secrets in repositories find none here. */
  readonly secret: readonly string[];
  /** `{}` stands for the secret; a tilde divides the first and last line of a key. */
  readonly text: string;
}

const FOLDER = join(process.cwd(), 'test', 'data', 'secrets');

/** Every labelled secret of the repository, put together. */
export function labelledSecrets(): LabelledSecret[] {
  return readdirSync(FOLDER).flatMap((name) =>
    readFileSync(join(FOLDER, name), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row)
      .map(({ kind, secret, text }) => ({
        kind,
        secret: secret.join(''),
        text: text
          .replaceAll('BEG~IN', 'BEGIN')
          .replaceAll('KE~Y', 'KEY')
          .replace('{}', () => secret.join('')),
      })),
  );
}

/** Whether something of a secret that is of use is still to be seen in a text: eight characters of it in a row. */
export function shows(text: string, secret: string): boolean {
  const lines = secret.split(/\n|\\n/);
  // What `grep` and the journal print before each line of a key is none.
  const pieces =
    lines.length > 1
      ? lines.map((line) => /[\w+/=:]*$/.exec(line.replace(/^.*: ?(?=\S{40})/, ''))![0])
      : lines;
  return pieces.filter((piece) => piece.length >= 4).some((piece) => showsPiece(text, piece));
}

function showsPiece(text: string, piece: string): boolean {
  if (piece.length <= 8) return text.includes(piece);
  for (let at = 0; at + 8 <= piece.length; at += 1) if (text.includes(piece.slice(at, at + 8))) return true;
  return false;
}
