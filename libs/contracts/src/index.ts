export * from './inventory.js';
export * from './levels.js';
export * from './wire/frames.js';
export * from './wire/protocol.js';
export * from './wire/upstream.js';
export * from './enrolment.js';
export * from './errors.js';
export * from './permissions.js';
