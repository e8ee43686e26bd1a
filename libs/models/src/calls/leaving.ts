import { leaving as leavingText } from '../leaving/leaving.js';
import type { Prepare } from './outgoing-body.js';

/** The one place that every text passes just before it goes to a provider. */
export const leaving: Prepare = (text, boundary) => leavingText(text, boundary);
