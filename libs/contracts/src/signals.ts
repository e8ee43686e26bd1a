import { z } from 'zod';

/** A signal's name: lower case, the domain first, a past-tense verb last, no empty parts. */
export const SIGNAL_TYPE = /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/;

/** Facts with these beginnings may be posted; all other names belong to the product, so that nobody forges its facts. */
export const POSTABLE_PREFIXES = ['custom.', 'integration.'] as const;

const word = (max: number) => z.string().trim().min(1).max(max);
const SubjectType = word(64).regex(/^[a-z][a-z0-9_]*$/, 'must be a lower-case word');

/** One type, or a whole domain as `probe.*`. */
export const SignalTypePattern = z
  .string()
  .max(255)
  .regex(
    /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*(\.\*)?$/,
    'must be a signal type, or a prefix such as probe.*',
  );

/** Several of them in one query parameter, separated by commas. */
export const SignalTypePatterns = z
  .string()
  .max(2_000)
  .transform((text) => text.split(',').map((part) => part.trim()))
  .pipe(z.array(SignalTypePattern).min(1).max(50));

export const SubjectRef = z.strictObject({ type: SubjectType, id: word(255) });

/** A fact from outside. Tenant and actor come from the credential. */
export const PostSignal = z.strictObject({
  type: z
    .string()
    .max(255)
    .regex(SIGNAL_TYPE, 'must be lower case words joined by dots, such as custom.deploy.finished'),
  subject: SubjectRef,
  also_about: z.array(SubjectRef).max(20).optional(),
  summary: word(1_000),
  payload: z.record(z.string(), z.unknown()).default({}),
  occurred_at: z.iso.datetime({ offset: true }).optional(),
  /** Posting again with the same key gives the first one back. */
  dedupe_key: word(500).optional(),
  source: word(60)
    .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]*$/, 'must be a plain word')
    .optional(),
  source_event_id: word(255).optional(),
  correlation_id: word(255).optional(),
});
export type PostSignal = z.infer<typeof PostSignal>;

export const SignalView = z.object({
  id: z.uuid(),
  /** Its number in the feed; missing for a moment, until it got one. */
  seq: z.int().optional(),
  type: z.string(),
  subject: z.object({ type: z.string(), id: z.string() }),
  summary: z.string(),
  payload: z.record(z.string(), z.unknown()),
  probe_id: z.string().optional(),
  actor: z.object({ type: z.string(), id: z.string() }),
  occurred_at: z.string(),
  recorded_at: z.string(),
  correlation_id: z.string().optional(),
  causation: z.object({ kind: z.string(), id: z.string() }).optional(),
  dedupe_key: z.string().optional(),
  source: z.string().optional(),
  source_event_id: z.string().optional(),
  /** Recorded long after it happened. */
  late: z.boolean(),
});
export type SignalView = z.infer<typeof SignalView>;

export const PostedSignal = z.object({ signal: SignalView, created: z.boolean() });
export type PostedSignal = z.infer<typeof PostedSignal>;

/** Newest first. `cursor` is what the page before gave as `next_cursor`. */
export const SignalsQuery = z
  .strictObject({
    type: SignalTypePattern.optional(),
    subject_type: SubjectType.optional(),
    subject_id: word(255).optional(),
    actor: word(255).optional(),
    correlation_id: word(255).optional(),
    since: z.iso.datetime({ offset: true }).optional(),
    until: z.iso.datetime({ offset: true }).optional(),
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(50),
  })
  .refine((query) => (query.subject_type === undefined) === (query.subject_id === undefined), {
    path: ['subject_id'],
    message: 'subject_type and subject_id go together',
  });
export type SignalsQuery = z.infer<typeof SignalsQuery>;

export const SignalPage = z.object({ signals: z.array(SignalView), next_cursor: z.string().nullable() });
export type SignalPage = z.infer<typeof SignalPage>;

export const DeliveryState = z.enum(['delivered', 'pending', 'dead']);
export type DeliveryState = z.infer<typeof DeliveryState>;

/** How one signal fares with one handler. Without an id it went through, or waits its turn, in the normal course. */
export const DeliveryView = z.object({
  id: z.uuid().optional(),
  handler: z.string(),
  replay_id: z.uuid().optional(),
  state: DeliveryState,
  attempts: z.int(),
  next_attempt_at: z.string().optional(),
  last_error: z.string().optional(),
  delivered_at: z.string().optional(),
});
export type DeliveryView = z.infer<typeof DeliveryView>;

export const SignalDeliveries = z.object({ deliveries: z.array(DeliveryView) });
export const RetriedDelivery = z.object({ delivery: DeliveryView });

export const SignalHandlerView = z.object({
  name: z.string(),
  /** What it listens to; everything when missing. */
  types: z.array(z.string()).optional(),
  cursor: z.int(),
  /** How many numbers of the feed lie ahead of it. */
  lag: z.int(),
  /** Failed deliveries of this tenant that will be tried again, and those given up. */
  pending: z.int(),
  dead: z.int(),
});
export type SignalHandlerView = z.infer<typeof SignalHandlerView>;
export const SignalHandlerList = z.object({ handlers: z.array(SignalHandlerView) });

/** Either a window of recording times or a range of feed numbers, both ends included. */
export const RequestReplay = z
  .strictObject({
    handler: word(128),
    from: z.iso.datetime({ offset: true }).optional(),
    to: z.iso.datetime({ offset: true }).optional(),
    from_seq: z.int().min(1).optional(),
    to_seq: z.int().min(1).optional(),
    types: z.array(SignalTypePattern).min(1).max(50).optional(),
    reason: word(500),
    /** Only say how many signals it would be. */
    dry_run: z.boolean().default(false),
  })
  .refine(
    ({ from, to, from_seq, to_seq }) => {
      const byTime = from !== undefined && to !== undefined;
      const bySeq = from_seq !== undefined && to_seq !== undefined;
      const given = [from, to, from_seq, to_seq].filter((one) => one !== undefined).length;
      return given === 2 && (byTime || bySeq);
    },
    { path: ['from'], message: 'give either from and to, or from_seq and to_seq' },
  )
  .refine(
    ({ from, to, from_seq, to_seq }) =>
      from && to ? Date.parse(from) <= Date.parse(to) : from_seq && to_seq ? from_seq <= to_seq : true,
    { path: ['from'], message: 'must not come after the end of the range' },
  );
export type RequestReplay = z.infer<typeof RequestReplay>;

export const ReplayView = z.object({
  id: z.uuid(),
  handler: z.string(),
  types: z.array(z.string()).optional(),
  from_seq: z.int(),
  to_seq: z.int(),
  /** How far it has come. */
  cursor: z.int(),
  total: z.int(),
  delivered: z.int(),
  /** Failed at the first attempt here; each is tried again as a delivery of its own. */
  failed: z.int(),
  state: z.enum(['running', 'done']),
  reason: z.string(),
  requested_by: z.string(),
  created_at: z.string(),
  finished_at: z.string().optional(),
});
export type ReplayView = z.infer<typeof ReplayView>;

/** `replay` is missing in a dry run. */
export const ReplayAnswer = z.object({ matching: z.int(), replay: ReplayView.optional() });
export type ReplayAnswer = z.infer<typeof ReplayAnswer>;
export const ReplayFound = z.object({ replay: ReplayView });

/** Upstream's route: unknown parameters are ignored. */
export const EventsQuery = z.object({
  last_event_id: z.string().max(64).optional(),
  types: SignalTypePatterns.optional(),
});
export type EventsQuery = z.infer<typeof EventsQuery>;

/** The data of one server-sent event of `GET /api/v1/events`. */
export const LiveEvent = z.object({
  type: z.string(),
  probe_id: z.string().optional(),
  summary: z.string(),
  detail: z.record(z.string(), z.unknown()),
  timestamp: z.string(),
  seq: z.int(),
  late: z.boolean(),
});
export type LiveEvent = z.infer<typeof LiveEvent>;
