/* Written by scripts/generate-client.mjs from docs/openapi.yaml; change libs/contracts, not this. */

export type CaptureKind =
  | 'file'
  | 'service'
  | 'package'
  | 'sockets'
  | 'mounts'
  | 'user'
  | 'group'
  | 'crontab'
  | 'sysctl'
  | 'process'
  | 'module'
  | 'firewall'
  | 'network'
  | 'hostname'
  | 'timezone';
