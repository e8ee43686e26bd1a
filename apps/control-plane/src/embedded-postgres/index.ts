export { embeddedBinariesDir } from './binaries.js';
export { EmbeddedPostgresError } from './embedded-postgres.error.js';
export { runningEmbeddedPostgres } from './bring-up.js';
export {
  startEmbeddedPostgres,
  stopLeftover,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './launcher.js';
