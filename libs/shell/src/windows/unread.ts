/** A line, or a part of it, that lies outside of the small part of a language that is read here. */
export class Unread extends Error {
  constructor(
    readonly why: string,
    message: string,
    readonly words: string[] = [],
  ) {
    super(message);
  }
}
