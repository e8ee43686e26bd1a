import type { PolicyDocument } from '@legator/contracts';
import { complete } from './complete.js';

export interface BuiltIn {
  readonly id: string;
  /** Every version there ever was, the first at index 0: what was applied stays what it was. */
  readonly versions: readonly PolicyDocument[];
}

/** They came with the program, not with an edit of anybody. */
export const BUILTIN_SINCE = new Date('2026-01-01T00:00:00.000Z');

const builtIn = (id: string, ...versions: Parameters<typeof complete>[0][]): BuiltIn => ({
  id,
  versions: versions.map(complete),
});

/**
 * Upstream's four templates, field by field. A sandbox is preferred rather than required: a host without bubblewrap
 * would else refuse every command by the policy that is meant for looking at it.
 */
export const BUILT_INS: readonly BuiltIn[] = [
  builtIn('observe-only', {
    name: 'Observe Only',
    description: 'Looks, and changes nothing.',
    level: 'observe',
    execution_class_required: 'observe_direct',
    sandbox_required: false,
    approval_mode: 'none',
    blocked: ['rm', 'kill', 'reboot', 'shutdown', 'mkfs', 'dd', 'systemctl stop', 'systemctl restart'],
  }),
  builtIn('diagnose', {
    name: 'Diagnose',
    description: 'Looks closely and asks other machines; changes wait for a person.',
    level: 'diagnose',
    execution_class_required: 'diagnose_sandbox',
    sandbox_required: true,
    sandbox: 'preferred',
    approval_mode: 'mutation_gate',
    blocked: ['rm -rf', 'mkfs', 'dd if=', 'reboot', 'shutdown', 'systemctl stop', 'systemctl restart'],
  }),
  builtIn('full-remediate', {
    name: 'Full Remediate',
    description: 'Everything may be asked for; every change waits for a person.',
    level: 'remediate',
    execution_class_required: 'remediate_sandbox',
    sandbox_required: true,
    sandbox: 'preferred',
    approval_mode: 'mutation_gate',
    blocked: ['rm -rf /', 'mkfs', 'dd if=/dev/zero of=/dev/sd'],
  }),
  builtIn('wasm-fast-lane', {
    name: 'WASM Fast Lane',
    description:
      'Diagnosis within a small budget; upstream runs it in a WebAssembly sandbox, this product beside it.',
    level: 'diagnose',
    execution_class_required: 'wasm_sandbox',
    sandbox_required: true,
    sandbox: 'preferred',
    approval_mode: 'mutation_gate',
    blocked: ['rm -rf', 'mkfs', 'dd', 'reboot', 'shutdown', 'mount', 'chroot'],
    runtime_class: 'wasmtime',
    cpu_millis: 500,
    memory_mib: 256,
    max_runtime_sec: 300,
    allowed_scopes: ['wasm:exec', 'wasm:read'],
  }),
];

const BY_ID = new Map(BUILT_INS.map((one) => [one.id, one]));

export function findBuiltIn(id: string): BuiltIn | undefined {
  return BY_ID.get(id);
}
