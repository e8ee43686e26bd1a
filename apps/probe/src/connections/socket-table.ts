/** One line of `/proc/net/tcp` or `tcp6` that is of use: a socket that listens, or one that is connected. */
export interface SocketLine {
  readonly state: 'established' | 'listening';
  readonly local: string;
  readonly localPort: number;
  readonly remote: string;
  readonly remotePort: number;
  /** Under which the socket is found among the open files of a process; '0' for one that nobody has open. */
  readonly inode: string;
}

const STATES: Readonly<Record<string, SocketLine['state']>> = { '01': 'established', '0A': 'listening' };

const LINE =
  /^\s*\d+: ([\dA-F]{8}|[\dA-F]{32}):([\dA-F]{4}) ([\dA-F]{8}|[\dA-F]{32}):([\dA-F]{4}) ([\dA-F]{2}) \S+ \S+ \S+ +\d+ +\d+ (\d+)/;

/** Reads one line; undefined for the heading, another state, or a line that is not as the kernel writes it. */
export function parseSocketLine(line: string): SocketLine | undefined {
  const [, local, localPort, remote, remotePort, code, inode] = LINE.exec(line) ?? [];
  const state = STATES[code ?? ''];
  if (!state) return undefined;
  return {
    state,
    local: addressOf(local!),
    localPort: parseInt(localPort!, 16),
    remote: addressOf(remote!),
    remotePort: parseInt(remotePort!, 16),
    inode: inode!,
  };
}

/** Words of four bytes in the byte order of this host, as the kernel prints them. */
function addressOf(hex: string): string {
  const bytes = Buffer.from(hex, 'hex');
  if (LITTLE_ENDIAN) bytes.swap32();
  return addressText(bytes);
}

const LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** Bytes in the order of the network; an IPv4 address within IPv6 is written as IPv4. */
export function addressText(bytes: Buffer): string {
  if (bytes.length === 4) return bytes.join('.');
  if (bytes.subarray(0, 12).equals(MAPPED)) return bytes.subarray(12).join('.');
  const words = Array.from({ length: 8 }, (_none, at) => bytes.readUInt16BE(2 * at).toString(16));
  // The one short form that everybody writes.
  return new URL(`http://[${words.join(':')}]`).hostname.slice(1, -1);
}

const MAPPED = Buffer.from('00000000000000000000ffff', 'hex');

/** Whether what is sent there stays on the host. */
export function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

/** Stands for every address of the host. */
export function isWildcard(address: string): boolean {
  return address === '::' || address === '0.0.0.0';
}
