export * from './frame-codec.js';
export * from './frame-error.js';
export * from './keys.js';
export * from './session.js';
