import { parseArgs } from 'node:util';

export interface Options {
  /** Files to score instead of the rows of this repository. */
  readonly files: readonly string[];
  readonly json: boolean;
  readonly verdicts: boolean;
  /** Whether the public collections are measured too; not said: where their folder is known and no file is named. */
  readonly outside: boolean | undefined;
}

export const USAGE = `npm run corpus -- [options]
  --file X.jsonl   score these rows instead of our own; may be given more than once
  --json           totals as JSON on standard output and nothing else (use npm run --silent)
  --verdicts       every verdict, with the rule and the words that caused it
  --outside        only the public collections in the folder that LEGATOR_TEST_DATA names
  --no-outside     without them
`;

/** @throws an Error with a sentence for whoever typed it */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    allowNegative: true,
    options: {
      file: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      verdicts: { type: 'boolean', default: false },
      outside: { type: 'boolean' },
    },
  });
  if (values.outside && values.file.length > 0) throw new Error('--outside and --file do not go together.');
  return { files: values.file, json: values.json, verdicts: values.verdicts, outside: values.outside };
}
