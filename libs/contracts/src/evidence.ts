import { z } from 'zod';

/** Who thought of a command of a conversation: a model, the rules that need none, or a person who typed it. */
export const EvidenceBy = z.enum(['model', 'rules', 'person']);
export type EvidenceBy = z.infer<typeof EvidenceBy>;

/** How a command that was read ended at its host. */
export const EvidenceStatus = z.enum(['succeeded', 'failed', 'timed_out', 'canceled', 'indeterminate']);
export type EvidenceStatus = z.infer<typeof EvidenceStatus>;

/** One look at one host, over before the request was made that it is evidence for. */
export const EvidenceItem = z.object({
  directive_id: z.string(),
  /** The name under which the command and its output are found; null when that is kept no more. */
  request_id: z.string().nullable(),
  probe_id: z.string(),
  /** As the host calls itself; its id when it has left the fleet. */
  host: z.string(),
  /** The line, at most its first 500 characters. */
  command: z.string(),
  /** Null when the turn that it was asked in is kept no more, and no model asked. */
  by: EvidenceBy.nullable(),
  model: z.string().nullable(),
  /** On whose behalf. */
  requested_by: z.string(),
  status: EvidenceStatus,
  exit_code: z.int().nullable(),
  /** When it was sent to the host. */
  at: z.iso.datetime(),
  duration_ms: z.number().nullable(),
  /**
   * The first line of what the host printed, masked and cut to 200 characters, empty when it printed nothing; words of
   * the host. Null for whoever may not read what commands print.
   */
  output: z.string().nullable(),
});
export type EvidenceItem = z.infer<typeof EvidenceItem>;

/** `GET /api/v1/approvals/{id}/evidence`: empty for what was not asked for in a conversation. */
export const ApprovalEvidence = z.object({
  /** Newest first. */
  evidence: z.array(EvidenceItem),
  /** How many there are beyond these. */
  more: z.int(),
});
export type ApprovalEvidence = z.infer<typeof ApprovalEvidence>;
