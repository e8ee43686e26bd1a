export { SECRET_FORMATS } from './find-formats.js';
export { REDACTED, SecretStream, holdsSecret, maskText } from './secret-stream.js';
