export { PolicyModule } from './policy.module.js';
export { PolicyChanged } from './signals/policy-changed.signal.js';
export { PolicyDrifted } from './signals/policy-drifted.signal.js';
export { PolicyRemoved } from './signals/policy-removed.signal.js';
export { PolicyWritten } from './signals/policy-written.signal.js';
