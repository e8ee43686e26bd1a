import { z } from 'zod';

const Text = z.string().max(131_072);

/**
 * One program of a plan, to be started by its words without a shell.
 *
 * A number in `patterns` is the place of a word that is a pattern for paths (`/var/log/*.log`). It is replaced by the
 * paths that exist, sorted, or stays as it is when there are none; where it does not start with a slash, a letter or a
 * digit, each of them gets `./` in front, so that none can be taken for an option. `*`, `?` and `[…]` (`[!…]` or `[^…]`
 * for none of these) never stand for a slash, nor for a dot at the start of a name.
 * One that is `~`, or begins with `~/`, has the home folder of whoever runs it in the place of that sign.
 *
 * `builtin` marks a word of the shell for which no program may exist (`command -v`, `type`, `umask`): it is run as
 * `/bin/sh -c '"$@"' sh` with the words as its arguments.
 *
 * Its streams: stdin is what stands before it in its pipeline; for the first of one it is a file, a text, or empty.
 * `out` and `err` say where its stdout (1) and its stderr (2) go: to the next program of the pipeline or, for the last
 * one, to the output of the run (`out`); to the error output of the run (`err`); or nowhere (`null`).
 */
export const PlanCommand = z.strictObject({
  argv: z.array(Text).min(1).max(256),
  patterns: z.array(z.int().min(1).max(255)).optional(),
  builtin: z.literal(true).optional(),
  stdin: z.union([z.strictObject({ file: Text }), z.strictObject({ text: Text })]).optional(),
  out: z.enum(['err', 'null']).optional(),
  err: z.enum(['out', 'null']).optional(),
});
export type PlanCommand = z.infer<typeof PlanCommand>;

/** Steps in a row, as one part of a pipeline: its first part only, so that nothing is written to their stdin. */
export interface PlanGroup {
  steps: PlanStep[];
}

/** `if`: runs `test`; when that ends with 0 runs `yes`, else `no`. Where the one to run is empty it ends with 0. */
export interface PlanChoice {
  test: PlanStep[];
  yes: PlanStep[];
  no: PlanStep[];
}

/**
 * One pipeline of a plan. `after` says when it runs: always (`then`), or only if the last step that ran in the same
 * list ended with 0 (`and`) or with something else (`or`). A pipeline ends with the code of its last part.
 */
export interface PlanStep {
  after: 'then' | 'and' | 'or';
  pipeline: (PlanCommand | PlanGroup | PlanChoice)[];
}

export const PlanStep: z.ZodType<PlanStep> = z.lazy(() =>
  z.strictObject({
    after: z.enum(['then', 'and', 'or']),
    pipeline: z
      .array(
        z.union([
          PlanCommand,
          z.strictObject({ steps: z.array(PlanStep).min(1).max(256) }),
          z.strictObject({
            test: z.array(PlanStep).min(1).max(256),
            yes: z.array(PlanStep).min(1).max(256),
            no: z.array(PlanStep).max(256),
          }),
        ]),
      )
      .min(1)
      .max(64),
  }),
);

/**
 * What a command line comes to where it needs no shell: programs with literal words, pipelines of them, and the order
 * in which those run. It ends with the code of the last step that ran.
 */
export const Plan = z.strictObject({ steps: z.array(PlanStep).min(1).max(256) });
export type Plan = z.infer<typeof Plan>;
