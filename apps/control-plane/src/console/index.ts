export { serveConsole } from './serve-console.js';
export type { ConsoleOptions } from './serve-console.js';
