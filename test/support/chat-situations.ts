import type { Page } from 'playwright-core';
import type { ChatMessage, ChatPart, Conversation } from '@legator/contracts';
import { answer, fail, hang } from './console-answers.js';
import { failure, host, loading, seen } from './console-scene.js';
import type { Scene, Situation } from './console-scene.js';

const ID = '01977f5e-0000-7000-8000-00000000c0de';
const AT = '2026-11-20T08:00:00.000Z';
const LONG = 'a-host-whose-name-is-as-long-as-a-name-may-be.in-a-domain.example';

/** A conversation that has one of every block, so that each of them is looked at. */
async function talk(page: Page): Promise<void> {
  await hang(page, `conversations/${ID}/events*`);
  await answer(page, 'conversations?*', { conversations: [conversation()], next_cursor: null });
  await answer(page, `conversations/${ID}`, {
    ...{ conversation: conversation(), messages: messages(), before: ID, last_seq: 9 },
  });
}

function conversation(): Conversation {
  return {
    ...{ id: ID, scope: 'fleet', probe_id: null, hostname: null, title: `Disk pressure on ${LONG}` },
    ...{ created_by: { type: 'user', id: 'u1', name: 'Mara Keller' }, mine: true, created_at: AT },
    ...{ last_message_at: AT, state: 'waiting', messages: 3, probes: 3, waiting_approvals: 1 },
  };
}

function messages(): ChatMessage[] {
  const common = { timestamp: AT, conversation_id: ID, author: null, parts: [], meta: null, feedback: null };
  const author = { type: 'user', id: 'u2', name: 'Jon Reyes' };
  return [
    {
      ...common,
      id: 'm1',
      role: 'user',
      content: `Is <b>${LONG}</b> full?`,
      turn_id: 't1',
      state: 'done',
      author,
    },
    { ...common, id: 'm2', role: 'system', content: 'Jon Reyes joined.', turn_id: null, state: 'done' },
    {
      ...{
        ...common,
        id: 'm3',
        role: 'assistant',
        content: '',
        turn_id: 't1',
        state: 'done',
        parts: parts(),
      },
      feedback: { verdict: 'wrong', reason: 'It is not.', by: 'Mara Keller' },
      meta: {
        ...{
          via: 'model',
          started_at: AT,
          finished_at: AT,
          profile: 'ops',
          provider: 'x',
          model: 'y',
          usage: null,
        },
        ...{ commands_used: 2, rounds_used: 1, untrusted: true, boundary: 'summaries' },
      },
    },
    { ...common, id: 'm4', role: 'assistant', content: '', turn_id: 't2', state: 'working' },
  ];
}

function parts(): ChatPart[] {
  const text = `# Disks\n\n**${LONG}** is _full_, see \`df -h\` and [the guide](https://docs.example/disks).\n\n- [x] one\n- two\n\n> quoted\n\n| Host | Used |\n|---|--:|\n| ${LONG} | 93 % |\n\n\`\`\`sh\ndf -h | sort -rk5 # the fullest first\n\`\`\``;
  const step = { title: 'Restart', command: 'systemctl restart nginx', target: 'web-03.fra1' };
  return [
    run(),
    { type: 'text', text },
    {
      type: 'table',
      columns: [
        { title: 'Probe', align: 'start' },
        { title: 'Used', align: 'start' },
        { title: 'Full in', align: 'end' },
      ],
      rows: [
        [
          { text: LONG, probe_id: 'p1' },
          { text: '93 %', percent: 93, tone: 'bad' },
          { text: '1.4 days', tone: 'bad' },
        ],
        [{ text: 'web-01', probe_id: 'p2' }, { text: '81 %', percent: 81, tone: 'warn' }, { text: '6 days' }],
      ],
      more: 4,
    },
    { type: 'plan', step_id: 's3', title: 'Make room', steps: [{ ...step, state: 'planned' }] },
    { type: 'question', question: 'On which?', choices: [{ label: LONG, value: 'a' }] },
    { type: 'notice', code: 'chat.without_model', tone: 'warn', text: 'The model did not answer in time.' },
    { type: 'source', text: 'From the last vitals', probes: 3, as_of: AT },
  ];
}

function run(): Extract<ChatPart, { type: 'run' }> {
  const target = { request_id: null, directive_id: null, approval_id: null, exit_code: 0, duration_ms: 900 };
  return {
    ...{ type: 'run', step_id: 's1', command: `df -hP ${LONG}`, reason: 'To see it', target: 'tag:prod' },
    ...{ level: 'observe', risk: 'low', done: 3, duration_ms: 900 },
    targets: ['p1', 'p2', 'p3'].map((id, at) => ({
      ...{ ...target, probe_id: id, hostname: at === 0 ? LONG : `web-0${at}`, state: 'succeeded' },
      group: at === 2 ? 1 : 0,
    })),
    groups: [
      { output: 'Use% 41%\n', error_output: '', exit_code: 0, probes: 2, hidden_lines: 0 },
      { output: 'Use% 93%\n', error_output: '', exit_code: 0, probes: 1, hidden_lines: 3 },
    ],
  };
}

export const chat: readonly Situation[] = [
  {
    name: 'chat',
    path: `/chat/${ID}`,
    before: talk,
    reach: async (page) => {
      await seen(page, 'From the last vitals');
      await page.getByRole('button', { name: /df -hP/ }).click();
      await seen(page, '2 same, 1 differs');
    },
  },
  {
    name: 'chat-new',
    path: '/chat/new',
    reach: async (page) => {
      await seen(page, 'Which machine has the most disk pressure?');
      await page.getByRole('textbox', { name: 'Message' }).fill('@web');
      await page.getByRole('listbox', { name: 'Targets' }).getByRole('option').first().waitFor();
    },
  },
  {
    name: 'chat-loading',
    path: `/chat/${ID}`,
    before: (page) => hang(page, 'conversations/*', 'conversations?*'),
    reach: loading,
  },
  {
    name: 'chat-error',
    path: `/chat/${ID}`,
    before: (page) => fail(page, 'conversations/*', 'conversations?*'),
    reach: failure,
  },
  { name: 'chat-gone', path: `/chat/${ID}`, reach: (page) => seen(page, /does not exist any more/) },
  {
    name: 'probe-chat',
    path: ({ probe: id }: Scene) => `/fleet/${id}/chat`,
    reach: async (page) => {
      await host(page);
      await seen(page, 'Ask about web-03.fra1');
    },
  },
];
