import type { ChatMessage, ChatPart, ChatRunPart, Conversation } from '@legator/contracts';
import type { ApprovalDetail, ProbeView } from '../app/core/api/models';
import type { DemoCommands } from './demo-commands';
import type { DemoWorld } from './demo-world';
import { runFor, runPart } from './chat-runs';

/** A command of an answer, from its first picture to its last. */
export interface DemoRun {
  readonly first: ChatRunPart;
  next(): ChatRunPart;
  isOver(part: ChatRunPart): boolean;
}

/** What the demo answers: the words, the blocks below them, and what runs before. */
export interface DemoAnswer {
  readonly step: string;
  readonly say: string;
  readonly parts: readonly ChatPart[];
  readonly runs: readonly (() => DemoRun)[];
}

const MINUTE = 60_000;
const PERSON = { type: 'user', id: 'mara', name: 'Mara Keller' };
const OTHER = { type: 'user', id: 'jon', name: 'Jon Reyes' };

export function answerFor(
  world: DemoWorld,
  commands: DemoCommands,
  content: string,
  target: string | undefined,
): DemoAnswer {
  const online = world.probes().filter(({ connected }) => connected);
  const meant = probesOf(online, content, target);
  const line = content.startsWith('!') ? content.slice(1).trim() : commandIn(content);
  if (line && meant.length === 0)
    return { ...NOTHING, parts: [whichOne(online, line)], step: 'Looking for the target' };
  if (line)
    return {
      ...{ step: `Running ${line}`, say: content.startsWith('!') ? '' : 'Done as asked.', parts: [] },
      runs: [() => runFor(commands, line, meant, target ?? meant[0]?.hostname ?? 'all')],
    };
  if (/\b(disk|space|full)/i.test(content)) return fullest(online);
  if (/\boffline\b|silent/i.test(content)) return away(world);
  return {
    ...NOTHING,
    step: 'Looking at what the probes reported',
    say: `There are **${online.length} probes** connected. This is the demo: ask about disk space, who is offline, or write an exact command such as \`!df -h\`.\n\n- \`@\` chooses a target\n- \`/\` opens saved prompts\n\n\`\`\`sh\ndf -hP --output=target,pcent,avail | sort -rk2 | head -5\n\`\`\``,
  };
}

const NOTHING: DemoAnswer = { step: 'Working on it', say: '', parts: [], runs: [] };

function fullest(online: readonly ProbeView[]): DemoAnswer {
  return {
    step: `Reading disk use on ${online.length} probes`,
    runs: [],
    ...words(online),
  };
}

function words(online: readonly ProbeView[]): Pick<DemoAnswer, 'say' | 'parts'> {
  const sorted = [...online].sort((a, b) => percentOf(b) - percentOf(a));
  const [worst] = sorted;
  return {
    say: `**${worst?.hostname ?? ''}** is the fullest: ${Math.round(percentOf(worst))} % of ${worst?.vitals?.fullestMount?.path ?? '/'}.`,
    parts: [
      tableOf(sorted),
      {
        type: 'source',
        text: `From the last vitals of ${online.length} probes`,
        probes: online.length,
        as_of: new Date().toISOString(),
      },
    ],
  };
}

function tableOf(sorted: readonly ProbeView[]): ChatPart {
  return {
    type: 'table',
    columns: [
      { title: 'Probe', align: 'start' },
      { title: 'Mount', align: 'start' },
      { title: 'Used', align: 'start' },
      { title: 'Full in', align: 'end' },
    ],
    rows: sorted.slice(0, 4).map((probe) => {
      const percent = Math.round(percentOf(probe));
      const tone = percent > 90 ? 'bad' : percent > 75 ? 'warn' : 'ok';
      return [
        { text: probe.hostname, probe_id: probe.id },
        { text: probe.vitals?.fullestMount?.path ?? '/' },
        { text: `${percent}\u2009%`, percent, tone },
        { text: `${((101 - percent) * 0.3).toFixed(1)} days`, tone },
      ];
    }),
    more: Math.max(0, sorted.length - 4),
  };
}

function away(world: DemoWorld): DemoAnswer {
  const gone = world.probes().filter(({ status }) => status === 'offline');
  return {
    ...NOTHING,
    step: 'Looking who is away',
    say:
      gone.length === 0
        ? 'Nobody is offline.'
        : `${gone.length} are offline:\n\n${gone
            .slice(0, 8)
            .map(({ hostname }) => `1. ${hostname}`)
            .join('\n')}`,
  };
}

function whichOne(online: readonly ProbeView[], line: string): ChatPart {
  return {
    type: 'question',
    question: `Where shall “${line}” run?`,
    choices: online.slice(0, 3).map(({ hostname }) => ({ label: hostname, value: `${line} on ${hostname}` })),
  };
}

function commandIn(content: string): string {
  const restart = /\brestart (\S+)/i.exec(content);
  return restart ? `systemctl restart ${restart[1]}` : '';
}

function probesOf(
  online: readonly ProbeView[],
  content: string,
  target: string | undefined,
): readonly ProbeView[] {
  if (target === 'all') return online;
  if (target?.startsWith('tag:')) return online.filter(({ tags }) => tags.includes(target.slice(4)));
  if (target) return online.filter(({ id }) => id === target);
  return online.filter(({ hostname }) => content.includes(hostname));
}

function percentOf(probe: ProbeView | undefined): number {
  return probe?.vitals?.fullestMount?.percent ?? 0;
}

/** As in the picture that the page was made after. */
export function seedConversations(
  world: DemoWorld,
  waiting: ApprovalDetail | undefined,
): readonly { conversation: Conversation; messages: readonly ChatMessage[] }[] {
  const now = world.now();
  const online = world.probes().filter(({ connected }) => connected);
  const some = online.slice(0, 12);
  const titles: [string, number, number][] = [
    ['Disk pressure this week', 12, 0],
    ['Compare kernel versions', online.length, 40 * MINUTE],
    ['Rotate TLS on web tier', 3, 120 * MINUTE],
    ['Which hosts miss the April patches?', 31, 1_500 * MINUTE],
    ['Why did k8s-node-07 drop?', 1, 1_600 * MINUTE],
    ['Memory by service on cache tier', 4, 4_400 * MINUTE],
  ];
  return titles.map(([title, probes, ago], at) => {
    const id = `talk-${at + 1}`;
    const time = new Date(now - ago).toISOString();
    const isFirst = at === 0;
    const conversation: Conversation = {
      ...{
        id,
        scope: 'fleet',
        probe_id: null,
        hostname: null,
        title,
        created_by: at % 3 === 2 ? OTHER : PERSON,
      },
      ...{ mine: at % 3 !== 2, created_at: time, last_message_at: time, state: isFirst ? 'waiting' : 'idle' },
      ...{ messages: 2, probes, waiting_approvals: isFirst && waiting ? 1 : 0 },
    };
    const said = messagesOf(id, time);
    if (!isFirst) {
      const answer = { ...words(online) };
      return { conversation, messages: said(title, [{ type: 'text', text: answer.say }, ...answer.parts]) };
    }
    const { say, parts } = words(some);
    const asked = 'Which prod machines will run out of disk this week, and can we buy time on the worst one?';
    const blocks: ChatPart[] = [
      runPart('df -hP --output=target,pcent,avail', 'tag:prod', some, { state: 'succeeded', took: 900 }),
      { type: 'text', text: `Four mounts cross 100 % within seven days at their current growth. ${say}` },
      ...parts.slice(0, 1),
      ...(waiting ? [waitingRun(waiting, online)] : []),
    ];
    return { conversation, messages: said(asked, blocks) };
  });
}

function waitingRun(approval: ApprovalDetail, online: readonly ProbeView[]): ChatRunPart {
  const probe = online.find(({ id }) => id === approval.probe_id);
  const [target] = probe ? [probe] : online;
  const part = runPart(approval.command_line, target?.hostname ?? '', target ? [target] : [], {
    state: 'waiting',
    took: null,
  });
  return {
    ...part,
    level: 'remediate',
    targets: part.targets.map((one) => ({ ...one, approval_id: approval.id })),
  };
}

function messagesOf(id: string, time: string) {
  return (asked: string, parts: readonly ChatPart[]): readonly ChatMessage[] => {
    const common = { timestamp: time, conversation_id: id, turn_id: `${id}-turn`, feedback: null };
    return [
      {
        ...common,
        id: `${id}-a`,
        role: 'user',
        content: asked,
        author: PERSON,
        parts: [],
        meta: null,
        state: 'done',
      },
      {
        ...{
          ...common,
          id: `${id}-b`,
          role: 'assistant',
          content: '',
          author: null,
          parts: [...parts],
          state: 'done',
        },
        meta: {
          ...{
            via: 'model',
            started_at: time,
            finished_at: new Date(Date.parse(time) + 4_200).toISOString(),
          },
          ...{
            profile: 'ops-primary',
            provider: 'ollama',
            model: 'qwen3',
            usage: { prompt_tokens: 1_610, completion_tokens: 230, cost: null },
          },
          ...{ commands_used: 2, rounds_used: 2, untrusted: true, boundary: 'local' },
        },
      },
    ];
  };
}
