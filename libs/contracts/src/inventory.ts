import { z } from 'zod';

const Text = z.string().max(1_024);
const Bytes = z.int().nonnegative();
/** Brought into its bounds rather than refused: a host with odd numbers must stay connected, and break no sum. */
const Load = z.number().overwrite((load) => Math.min(Math.max(load, 0), 1_000_000));
const Cpus = z
  .int()
  .positive()
  .overwrite((cpus) => Math.min(cpus, 65_536));

/** Load of a host at one moment. Bytes and whole seconds; a value the probe cannot read is left out, never zero. */
export const Vitals = z.strictObject({
  uptimeSeconds: z.int().nonnegative().optional(),
  load: z.tuple([Load, Load, Load]).optional(),
  cpus: Cpus.optional(),
  /** Share of all CPUs that was busy since the last beat, 0 to 100. */
  cpuPercent: z.number().min(0).max(100).optional(),
  memoryTotal: Bytes.optional(),
  /** Not available for new work: total less MemAvailable. */
  memoryUsed: Bytes.optional(),
  swapTotal: Bytes.optional(),
  swapUsed: Bytes.optional(),
  diskTotal: Bytes.optional(),
  diskUsed: Bytes.optional(),
  /** Use of the fullest real file system, 0 to 100, and where it is mounted. */
  fullestMount: z.strictObject({ path: Text, percent: z.number().min(0).max(100) }).optional(),
  netRxBytesPerSecond: z.number().nonnegative().optional(),
  netTxBytesPerSecond: z.number().nonnegative().optional(),
  processes: z.int().nonnegative().optional(),
});
export type Vitals = z.infer<typeof Vitals>;

/** What a host is made of. Snake case because upstream's inventory is kept word for word and only added to. */
export const Inventory = z.strictObject({
  hostname: Text,
  /** Family in Go naming: linux, windows, darwin. */
  os: Text,
  /** Go naming: amd64, arm64. */
  arch: Text,
  kernel: Text.optional(),
  /** Distribution id and version as in os-release, such as `ubuntu` and `24.04`. */
  distribution: Text.optional(),
  distribution_version: Text.optional(),
  distribution_name: Text.optional(),
  cpus: z.int().nonnegative(),
  cpu_model: Text.optional(),
  mem_total_bytes: Bytes,
  disk_total_bytes: Bytes,
  disks: z
    .array(
      z.strictObject({
        mount: Text,
        device: Text,
        type: Text,
        total_bytes: Bytes,
        used_bytes: Bytes,
        inodes_percent: z.number().min(0).max(100).optional(),
      }),
    )
    .max(1_000)
    .optional(),
  interfaces: z
    .array(
      z.strictObject({
        name: Text,
        mac: Text.optional(),
        addrs: z.array(Text).max(256).optional(),
        state: z.enum(['up', 'down']),
      }),
    )
    .max(2_000)
    .optional(),
  packages: z
    .array(z.strictObject({ name: Text, version: Text, manager: Text }))
    .max(20_000)
    .optional(),
  services: z
    .array(
      z.strictObject({
        name: Text,
        /** systemd's sub state: running, exited, dead, failed. */
        state: Text,
        enabled: z.boolean(),
        description: Text.optional(),
      }),
    )
    .max(5_000)
    .optional(),
  users: z
    .array(
      z.strictObject({
        name: Text,
        uid: z.int(),
        groups: z.array(Text).max(1_000).optional(),
        shell: Text,
      }),
    )
    .max(5_000)
    .optional(),
  labels: z.record(Text, Text).optional(),
  /** Kubernetes and cloud facts: k8s_node, k8s_pod, k8s_namespace, k8s_cluster, … */
  metadata: z.record(Text, Text).optional(),
  probe_version: Text.optional(),
  collected_at: z.iso.datetime(),
});
export type Inventory = z.infer<typeof Inventory>;
