import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ControlBody, FrameHead, KINDS, ProbeBody } from './frames.js';
import { Frame } from './protocol.js';
import { UPSTREAM_KINDS, UpstreamEnvelope, type UpstreamKind } from './upstream.js';

const folder = join(__dirname, 'samples');
const names = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));
const sample = (name: string): unknown => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
const kindsOf = (union: typeof ProbeBody | typeof ControlBody): string[] =>
  union.options.map((option) => option.shape.kind.value);

describe('the kinds of protocol 2', () => {
  it('are in the table exactly as each side may send them', () => {
    const tabled = (side: string) =>
      Object.entries(KINDS).flatMap(([kind, { from }]) => (from === side ? [kind] : []));
    expect(tabled('probe').sort()).toEqual(kindsOf(ProbeBody).sort());
    expect(tabled('control').sort()).toEqual(kindsOf(ControlBody).sort());
  });

  it.each(Object.entries(KINDS))('%s has a sample that parses to itself', (kind, { from }) => {
    const body = sample(`v2-${kind}`);
    expect((from === 'probe' ? ProbeBody : ControlBody).parse(body)).toEqual(body);
    expect(FrameHead.parse(body).kind).toBe(kind);
  });

  it.each(Object.entries(KINDS))('%s refuses a key nobody declared', (kind, { from }) => {
    const body = { ...(sample(`v2-${kind}`) as object), shadow: 1 };
    expect((from === 'probe' ? ProbeBody : ControlBody).safeParse(body).success).toBe(false);
  });

  it('travel in an outer frame that parses to itself', () => {
    const frame = sample('v2-frame');
    expect(Frame.parse(frame)).toEqual(frame);
  });
});

describe('the types of protocol 1', () => {
  it.each(Object.keys(UPSTREAM_KINDS) as UpstreamKind[])('%s has a sample that parses', (kind) => {
    const envelope = UpstreamEnvelope.parse(sample(`v1-${kind}`));
    expect(envelope.type).toBe(kind);
    expect(UPSTREAM_KINDS[kind].payload.safeParse(envelope.payload).error).toBeUndefined();
  });
});

it('keeps no sample that nothing reads', () => {
  const read = [
    ...Object.keys(KINDS).map((kind) => `v2-${kind}`),
    ...Object.keys(UPSTREAM_KINDS).map((kind) => `v1-${kind}`),
    'v2-frame',
  ];
  expect(names.sort()).toEqual(read.sort());
});
