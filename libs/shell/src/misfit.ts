/** Why words do not fit a grammar. */
export type Misfit =
  | 'option'
  | 'value'
  | 'operand'
  | 'verb'
  | 'missing'
  | 'combination'
  | 'secret_option'
  | 'secret_path'
  | 'secret_verb';

/** What keeps words from fitting. */
export class Misfits extends Error {
  constructor(
    readonly why: Misfit,
    readonly words: string[],
  ) {
    super(why);
  }
}
