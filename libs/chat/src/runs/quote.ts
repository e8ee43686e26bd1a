import { quoted } from '../untrusted/quoted.js';

/** Marks a text that a host wrote, cleaned and bounded, so that nothing in it can pass for anything else. */
export type Quote = (label: string, text: string, maxChars: number) => string;

/** Quotes with the nonce of a turn, which whoever wrote the text cannot know. */
export function quoteWith(nonce: string): Quote {
  return (label, text, maxChars) => quoted(nonce, label, text, maxChars);
}
