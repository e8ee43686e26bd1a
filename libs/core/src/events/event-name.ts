/** Signals that the live feed calls as upstream does. A map, because the words come from outside: `constructor` is one. */
const NAMES: ReadonlyMap<string, string> = new Map([['approval.requested', 'approval.needed']]);
const TYPES: ReadonlyMap<string, string> = new Map([...NAMES].map(([type, name]) => [name, type]));

/** What `/events` calls a type of signal. */
export function eventName(type: string): string {
  return NAMES.get(type) ?? type;
}

/** The type of signal behind the name of an event; both may be asked for. */
export function signalType(name: string): string {
  return TYPES.get(name) ?? name;
}
