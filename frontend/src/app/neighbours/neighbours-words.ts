import { countText } from '../ui/number-text';
import type { Interruption } from './interruption';
import type { NeighbourNode } from './neighbour-sides';

const many = (count: number, one: string, more: string) => `${countText(count)} ${count === 1 ? one : more}`;

/** Every text about whom hosts talk to. */
export const WORDS = {
  unknown: 'This probe does not report connections, so its neighbours are not known.',
  forbidden: 'Its neighbours are shown to those who may read the fleet.',
  none: 'Nobody was connected to it, and it to nobody.',
  uses: 'They use it',
  used: 'It uses them',
  neighbours: (count: number) => many(count, 'neighbour', 'neighbours'),
  interrupted: ({ who, isWhole }: Interruption) => {
    if (isWhole) return who.size === 0 ? '0 interrupted' : `${countText(who.size)} may be interrupted`;
    return who.size === 0 ? 'impact not known' : `${countText(who.size)}+ may be interrupted`;
  },
  legend: 'may be interrupted',
  more: (count: number) => `and ${countText(count)} more`,
  fewer: 'Show fewer',
  ports: (ports: NeighbourNode['ports']) => ports.map(({ port }) => `:${port}`).join(' '),
  /** All that the picture says of one, for who does not see it. */
  about: ({ name, fullName, addresses, ports, connections, isAmbiguous, isCut }: NeighbourNode) =>
    [
      fullName === name ? '' : fullName,
      isAmbiguous ? 'several probes have this address' : '',
      addresses.join(', '),
      `${ports.length === 1 ? 'port' : 'ports'} ${ports.map(({ port, service }) => (service ? `${port} (${service})` : port)).join(', ')}`,
      many(connections, 'connection', 'connections'),
      isCut ? 'may be interrupted' : '',
    ]
      .filter(Boolean)
      .join(' · '),
  asOf: (time: string) => `TCP, as of ${time}`,
  old: (time: string) => `TCP, as of ${time}. The probe has not told since`,
  truncated: 'There are more than it tells of: those with the most connections are shown',
  ambiguous: 'several probes',
  stranger: 'no probe of yours',
  list: {
    title: 'Connections',
    who: 'Neighbour',
    direction: 'Direction',
    address: 'Address',
    port: 'Port',
    service: 'Service',
    connections: 'Connections',
    in: 'uses it',
    out: 'it uses',
    nothing: 'No connections',
    noneMatch: 'No connection matches',
  },
} as const;
