import type { ApprovalDetail } from '../core/api/models';
import type { RunPrefill, RunTarget } from '../core/run-command';

/** What the control plane takes where nobody says. */
const DEFAULT_TIMEOUT_MS = 30_000;

/**
 * A request as it can be written anew, in the place of this one. Nothing for what is no command on one host, and for the way
 * back of another command: that is bound to how things were, which a line does not say.
 */
export function editOf(detail: ApprovalDetail): { target: RunTarget; prefill: RunPrefill } | undefined {
  const { id, probe_id: probe, command, command_line, note } = detail;
  const { argv, line, timeout_ms, undoes } = command as {
    argv?: unknown;
    line?: unknown;
    timeout_ms?: unknown;
    undoes?: unknown;
  };
  if (!probe || !Array.isArray(argv) || undoes !== undefined) return undefined;
  const timeoutMs =
    typeof timeout_ms === 'number' && timeout_ms !== DEFAULT_TIMEOUT_MS ? timeout_ms : undefined;
  return {
    target: { probes: [probe] },
    prefill: {
      line: typeof line === 'string' ? line : command_line,
      supersedes: id,
      ...(note ? { reason: note } : {}),
      ...(timeoutMs ? { timeoutMs } : {}),
    },
  };
}
