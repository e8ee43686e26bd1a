export { endedByLimit } from './calls/endings.js';
export { Models } from './models.js';
export type { ModelSeat, ModelUse } from './models.js';
export { ModelsModule } from './models.module.js';
