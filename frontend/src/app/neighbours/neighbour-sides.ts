import type { Neighbour } from '../core/api/models';
import { visibleText } from '../ui/visible-text';

/** Somebody at one side of a host, with all the ports that lead there. */
export interface NeighbourNode {
  readonly who: string;
  /** Of a probe its hostname, of anybody else the address. */
  readonly fullName: string;
  /** The same, without the domain that the host in the middle has as well. */
  readonly name: string;
  readonly probe: Neighbour['probe'];
  readonly isAmbiguous: boolean;
  readonly addresses: readonly string[];
  readonly ports: readonly { readonly port: number; readonly service: string }[];
  readonly connections: number;
  readonly isCut: boolean;
}

/** The same for two lines about the same host, as far as that is known. */
export function whoOf({ probe, address }: Neighbour): string {
  return probe?.id ?? address;
}

/** Everybody at one side, each once: those who may be cut off first, then those with the most connections. */
export function sideOf(
  neighbours: readonly Neighbour[],
  direction: Neighbour['direction'],
  cut: ReadonlySet<string>,
  domain = '',
): NeighbourNode[] {
  const each = Map.groupBy(
    neighbours.filter((one) => one.direction === direction),
    whoOf,
  );
  return [...each]
    .map(([who, lines]) => nodeOf(who, lines, { isCut: cut.has(who), domain }))
    .sort((a, b) => Number(b.isCut) - Number(a.isCut) || b.connections - a.connections);
}

function nodeOf(
  who: string,
  lines: readonly Neighbour[],
  { isCut, domain }: { readonly isCut: boolean; readonly domain: string },
): NeighbourNode {
  const { probe, address, ambiguous } = lines[0]!;
  const fullName = visibleText(probe ? probe.hostname || probe.id : address);
  const ports = new Map(lines.map(({ port, service }) => [port, visibleText(service ?? '')]));
  return {
    who,
    fullName,
    name: probe ? shortName(fullName, domain) : fullName,
    probe,
    isAmbiguous: ambiguous === true,
    addresses: [...new Set(lines.map((one) => visibleText(one.address)))],
    ports: [...ports].map(([port, service]) => ({ port, service })),
    connections: lines.reduce((sum, { connections }) => sum + connections, 0),
    isCut,
  };
}

/** How many there are, whatever side they are at. */
export function countOf(neighbours: readonly Neighbour[]): number {
  return new Set(neighbours.map(whoOf)).size;
}

/** ".fra1" of "db-02.fra1"; nothing where a name has no domain. */
export function domainOf(name: string): string {
  const dot = name.indexOf('.');
  return dot > 0 ? name.slice(dot) : '';
}

/** Without this domain; a name that would be nothing stays whole. */
export function shortName(name: string, domain: string): string {
  return domain && name.endsWith(domain) && name.length > domain.length
    ? name.slice(0, -domain.length)
    : name;
}
