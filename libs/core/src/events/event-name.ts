/** Signals that the live feed calls as upstream does. */
const NAMES: Readonly<Record<string, string>> = { 'approval.requested': 'approval.needed' };
const TYPES = Object.fromEntries(Object.entries(NAMES).map(([type, name]) => [name, type]));

/** What `/events` calls a type of signal. */
export function eventName(type: string): string {
  return NAMES[type] ?? type;
}

/** The type of signal behind the name of an event; both may be asked for. */
export function signalType(name: string): string {
  return TYPES[name] ?? name;
}
