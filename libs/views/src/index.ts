export { FleetHappenings } from './happenings.service.js';
export type { Happening, Happenings } from './happenings.service.js';
export { NeedsList } from './needs.service.js';
export { Timelines } from './timeline.service.js';
export { ViewQueriesModule } from './view-queries.module.js';
export { ViewsModule } from './views.module.js';
