import { z } from 'zod';

export const LABELS = ['read-only', 'sensitive-read', 'remediate', 'destructive', 'bypass'] as const;
export type Label = (typeof LABELS)[number];

/** From what runs anywhere unattended to what a person decides at every level. */
export const GRANTS = ['observe', 'diagnose', 'remediate', 'approval'] as const;
export type Grant = (typeof GRANTS)[number];

export const PLATFORMS = ['linux', 'windows'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** What a row must say to be scored; more fields do no harm. */
export const CorpusRow = z.object({
  command: z.string(),
  platform: z.enum(PLATFORMS).default('linux'),
  /** The lowest level at which it may run without a person. */
  min_level: z.enum(GRANTS),
  label: z.enum(LABELS).optional(),
  /** How a bypass hides, or what it abuses. */
  technique: z.string().min(1).optional(),
  /** Of a read-only row: `hard` is what a careful gate may refuse. */
  difficulty: z.enum(['plain', 'hard']).optional(),
  source: z.string().min(1).optional(),
  licence: z.string().min(1).optional(),
});
export type CorpusRow = z.infer<typeof CorpusRow>;

/** A line of a file that is no row, and why. */
export interface BadRow {
  file: string;
  line: number;
  why: string;
}

/** Reads JSON lines; blank lines are passed over, what is no row is named by its line and left out. */
export function readRows(file: string, text: string): { rows: CorpusRow[]; bad: BadRow[] } {
  const rows: CorpusRow[] = [];
  const bad: BadRow[] = [];
  text.split('\n').forEach((content, i) => {
    if (content.trim() === '') return;
    const row = readRow(content.replace(/^\uFEFF/, ''));
    if (typeof row === 'string') bad.push({ file, line: i + 1, why: row });
    else rows.push(row);
  });
  return { rows, bad };
}

function readRow(content: string): CorpusRow | string {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return 'not JSON';
  }
  const parsed = CorpusRow.safeParse(value);
  if (parsed.success) return parsed.data;
  return parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'row'}: ${message}`).join('; ');
}
