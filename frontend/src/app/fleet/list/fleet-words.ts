import type { FleetSort } from '../../core/api/models';
import { countText } from '../../ui/number-text';

const probes = (count: number) => (count === 1 ? '1 probe' : `${countText(count)} probes`);

/** The texts of the fleet's list. */
export const WORDS = {
  title: 'Fleet',
  list: 'Probes',
  addProbe: 'Add probe',
  menu: 'Filters and view',
  status: 'Status',
  filter: 'Filter probes',
  placeholder: 'host, tag, OS, policy…',
  sort: 'Sort',
  width: 'Width of the list',
  probes,
  waiting: (count: number) => `${countText(count)} new — show`,
  stale: 'Order has changed · refresh',
  refreshed: 'Sort refreshed',
  tail: 'The rows below did not arrive.',
  retry: 'Try again',
  valueAsOf: (time: string) => `as of ${time}`,
  asOf: (time: string) => `Connection lost, as of ${time}`,
  gone: 'Removed',
  silent: (age: string) => `silent for ${age}`,
  showRows: (count: number) => (count === 0 ? 'No probes match' : `Show ${probes(count)}`),
  cancel: 'Cancel',
  noneYet: 'No probes yet',
  noneYetText:
    'A probe is a small program on a host. It connects to this control plane by itself and shows up here.',
  noneMatch: 'No probes match',
  badFilter: 'The filter is not understood',
  clear: 'Clear the filter',
  pick: 'Choose a probe',
  pickText: 'Its health, inventory and activity are shown here.',
  move: 'move',
  select: 'select',
  table: 'Table',
  bySite: 'By site',
  split: 'Split view',
  layout: 'Switch between list, table and sites',
  columns: 'Columns',
  saved: 'Saved filters',
  noSaved: 'None saved yet',
  save: 'Save this filter',
  saveTitle: 'Save this filter',
  saveHelp: 'Everybody in this tenant sees it, here and in the palette.',
  saveName: 'Name',
  saveVerb: 'Save filter',
  savedAs: (name: string) => `Filter saved as “${name}”`,
  replaced: 'A filter has this name already; it will be replaced.',
  forget: (name: string) => `Delete the saved filter “${name}”`,
  forgotten: (name: string) => `Filter “${name}” deleted`,
  noName: 'Give it a name.',
  selectAll: 'Select all that match',
  share: 'Copy link to this view',
  shared: 'Link copied',
  notShared: 'The browser did not let us copy. The address bar holds the same link.',
  export: 'Export as CSV',
  exportHint: 'what matches',
} as const;

/** The texts of what is done with many probes at once. */
export const BULK = {
  bar: 'Selected probes',
  count: (count: number) => `${probes(count)} selected`,
  all: (count: number) => `All ${countText(count)} that match`,
  selectAll: (count: number) => `Select all ${countText(count)} that match`,
  clear: 'Clear selection',
  run: 'Run command',
  lost: 'The connection is lost: nothing can be sent',
  tag: 'Tag',
  site: 'Assign site',
  remove: 'Remove',
  tagTitle: (count: number) => `Tags of ${probes(count)}`,
  add: 'Add',
  addHelp: 'Enter or a comma takes a tag.',
  addField: 'Add tags',
  removeField: 'Remove tags',
  known: 'Tags in use',
  nothing: 'Choose at least one tag to add or to remove.',
  apply: 'Change tags',
  tagged: (count: number) => `Tags of ${probes(count)} changed`,
  sameTags: 'They have these tags already. Nothing changed.',
  untagged: (count: number) => `Tags of ${probes(count)} are as they were`,
  manyTitle: (count: number) => `Change tags of ${probes(count)}?`,
  manyText: 'For so many at once there is no Undo.',
  removeOne: (host: string) => `Remove ${host}?`,
  removeMany: (count: number) => `Remove ${probes(count)}?`,
  removeText: 'This cannot be undone. A probe that still runs has to be enrolled again.',
  gone: [
    'Gone: vitals, inventory, tags and the right to connect.',
    'Kept: the audit trail, and the history of what ran.',
  ],
  removeVerb: (count: number) => (count === 1 ? 'Remove probe' : `Remove ${probes(count)}`),
  removed: (count: number) => `${probes(count)} removed`,
  removing: 'Removing',
  spared: (count: number) => `${probes(count)} had gone or matched no more`,
  noneLeft: 'None of them is there any more, or none matches. Nothing changed.',
  missing: (count: number) => `${probes(count)} had gone already.`,
} as const;

/** In the order of the menu. */
export const SORTS: readonly { readonly key: FleetSort; readonly text: string }[] = [
  { key: 'health', text: 'health' },
  { key: 'status', text: 'status' },
  { key: 'hostname', text: 'host' },
  { key: 'cpu', text: 'CPU' },
  { key: 'memory', text: 'memory' },
  { key: 'disk', text: 'disk' },
  { key: 'last_seen', text: 'last seen' },
  { key: 'registered', text: 'joined' },
];

/** Which end one wants to see first when a sort is chosen. */
const FIRST_WAY: Readonly<Partial<Record<FleetSort, FleetSort>>> = {
  cpu: '-cpu',
  memory: '-memory',
  disk: '-disk',
  registered: '-registered',
};

export const firstWay = (key: FleetSort): FleetSort => FIRST_WAY[key] ?? key;
export const sortKey = (sort: FleetSort): FleetSort => sort.replace(/^-/, '') as FleetSort;
export const isDown = (sort: FleetSort): boolean => sort.startsWith('-');
export const turned = (sort: FleetSort): FleetSort =>
  (isDown(sort) ? sortKey(sort) : `-${sort}`) as FleetSort;

/** "health ↑". */
export function sortText(sort: FleetSort): string {
  const { text } = SORTS.find(({ key }) => key === sortKey(sort)) ?? { text: sort };
  return `${text} ${isDown(sort) ? '↓' : '↑'}`;
}
