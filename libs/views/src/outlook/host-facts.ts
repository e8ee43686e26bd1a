/** What a host said of itself, of what the command is about; undefined and null stand for "not known". */
export interface HostFacts {
  readonly id: string;
  readonly hostname: string;
  readonly vitals: HostVitals | null;
  readonly vitalsAt: Date | null;
  readonly inventory: HostInventory | null;
}

/** The last heartbeat, as far as it is looked at here. */
export interface HostVitals {
  readonly uptimeSeconds?: number;
  readonly fullestMount?: { readonly path: string; readonly percent: number };
  readonly cpuPercent?: number;
  readonly memoryUsed?: number;
  readonly memoryTotal?: number;
  readonly load?: readonly number[];
}

export interface HostInventory {
  /** When it came in. */
  readonly at: Date;
  readonly hostname: string | null;
  readonly disks: readonly HostDisk[] | null;
  /** Those that were asked for, by name; systemd's, without `.service`. */
  readonly services: readonly { name: string; state: string; enabled: boolean }[];
  /** Whether any service is enabled: where none is, nobody could tell. */
  readonly knowsEnabled: boolean;
  readonly packages: readonly { name: string; version: string; manager: string }[];
  /** Whose the list is; null where there is none. */
  readonly packageManager: string | null;
  /** Nothing was left out of it. */
  readonly hasAllPackages: boolean;
  /** People who may sign in; other accounts are not told. */
  readonly users: readonly { name: string; uid: number; groups?: readonly string[]; shell: string }[];
}

export interface HostDisk {
  readonly mount: string;
  readonly device: string;
  readonly type: string;
  readonly total_bytes: number;
  readonly used_bytes: number;
}
