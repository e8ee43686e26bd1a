import { TestBed } from '@angular/core/testing';
import { Router, provideRouter, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { Api } from '../core/api-client';
import { ApiError } from '../core/api-error';
import { Asking } from '../core/asking';
import { PageActions } from '../core/page-actions';
import { OPEN_SOCKET } from '../core/live/live-socket';
import { FakeSockets } from '../core/live/testing';
import { Session } from '../core/session';
import { SessionApi } from '../core/session-api';
import { FakeSessionApi, aMe } from '../core/testing';
import { Dialogs } from '../ui/dialogs';
import { ChatApi } from './chat-api';
import { routes } from './chat.routes';
import { FakeChatApi, aConversation, aMessage, aQuestion, aRun, aTarget, anEvent } from './testing';

async function open(
  url: string,
  change: (api: FakeChatApi) => void = () => undefined,
  permissions = ['admin'],
) {
  const api = new FakeChatApi();
  change(api);
  const me = new FakeSessionApi();
  me.answer = aMe({ permissions });
  TestBed.configureTestingModule({
    providers: [
      provideRouter([{ path: 'chat', children: routes }], withComponentInputBinding()),
      { provide: ChatApi, useValue: api },
      { provide: Api, useValue: { call: () => Promise.reject(new ApiError('not_found', 'None.', 404)) } },
      { provide: SessionApi, useValue: me },
      { provide: OPEN_SOCKET, useValue: new FakeSockets().open },
    ],
  });
  await TestBed.inject(Session).load();
  const harness = await RouterTestingHarness.create(url);
  const host = harness.fixture.nativeElement as HTMLElement;
  document.body.append(host);
  const settled = async (ms = 0) => {
    if (ms) await new Promise((resolve) => setTimeout(resolve, ms));
    for (let n = 0; n < 4; n++) await harness.fixture.whenStable();
  };
  await settled();
  const field = () => host.querySelector('textarea')!;
  const press = async (key: string) => {
    field().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await settled();
  };
  const write = async (text: string) => {
    field().value = text;
    field().dispatchEvent(new Event('input', { bubbles: true }));
    await settled();
  };
  const button = (name: RegExp) =>
    [...host.querySelectorAll('button')].find((one) =>
      name.test(one.getAttribute('aria-label') ?? one.textContent ?? ''),
    );
  const said = () => host.textContent.replace(/\s+/g, ' ');
  return { api, host, write, press, settled, said, button, field, router: TestBed.inject(Router) };
}

describe('The page of the fleet’s chat', () => {
  afterEach(() => document.body.replaceChildren());

  it('opens on the latest conversation', async () => {
    const { router, said } = await open('/chat');
    expect(router.url).toBe('/chat/c1');
    expect(said()).toContain('Disk pressure');
  });

  it('begins a conversation with its first message, and then has an address of its own', async () => {
    const { api, write, press, router, settled } = await open('/chat/new');
    await write('Who is offline?');
    await press('Enter');
    await settled();
    expect(api.created).toEqual([{ scope: 'fleet', probe: undefined }]);
    expect(api.sent).toMatchObject([{ id: 'c-new', body: { content: 'Who is offline?' } }]);
    expect(router.url).toBe('/chat/c-new');
  });

  it('loses nothing that was written when a conversation cannot be begun', async () => {
    const { api, write, press, field, said } = await open('/chat/new');
    api.create = () => Promise.reject(new ApiError('console.unreachable', 'There is no connection.', 0));
    await write('Who is offline?');
    await press('Enter');
    expect(field().value).toBe('Who is offline?');
    expect(said()).toContain('The control plane does not answer');
  });

  it('puts words of an address into the composer and sends nothing', async () => {
    const { api, field } = await open('/chat/new?q=!reboot');
    expect(field().value).toBe('!reboot');
    expect(api.sent).toEqual([]);
  });

  it('asks what somebody asked elsewhere, but runs no command of it', async () => {
    const { api, settled } = await open('/chat/new');
    TestBed.inject(Asking).ask({ text: 'Who is offline?' });
    await settled(20);
    expect(api.sent.map(({ body }) => body.content)).toEqual(['Who is offline?']);
    document.body.replaceChildren();
    TestBed.resetTestingModule();
    const second = await open('/chat/new');
    TestBed.inject(Asking).ask({ text: '!reboot' });
    await second.settled(20);
    expect(second.api.sent).toEqual([]);
    expect(second.field().value).toBe('!reboot');
  });

  it('asks what was asked elsewhere in a conversation of its own, though another is open', async () => {
    const { api, router, settled } = await open('/chat/c1');
    TestBed.inject(Asking).ask({ text: 'Who is offline?' });
    await router.navigateByUrl('/chat/new');
    await settled(20);
    expect(api.sent.map(({ id }) => id)).toEqual(['c-new']);
  });

  it('keeps what is written in one conversation out of the others', async () => {
    const { write, field, router, settled } = await open('/chat/c1', (api) => {
      api.conversations = [aConversation(), aConversation({ id: 'c2', title: 'Kernels' })];
    });
    await write('!reboot');
    await router.navigateByUrl('/chat/c2');
    await settled();
    expect(field().value).toBe('');
    await router.navigateByUrl('/chat/c1');
    await settled();
    expect(field().value).toBe('!reboot');
  });

  it('wants a target for an exact command before it sends it', async () => {
    const { api, write, press, said } = await open('/chat/c1');
    await write('!df -h');
    await press('Enter');
    expect(api.sent).toEqual([]);
    expect(said()).toContain('Choose where with @ first.');
  });

  it('has the last own message back on ↑', async () => {
    const { press, field } = await open('/chat/c1', (api) => {
      api.messages = [aQuestion('Who is offline?'), aMessage()];
    });
    await press('ArrowUp');
    expect(field().value).toBe('Who is offline?');
  });

  it('draws an answer as it comes, and stops it', async () => {
    const { api, said, settled, button } = await open(
      '/chat/c1',
      (fake) => (fake.messages = [aQuestion('why?')]),
    );
    api.tell(
      anEvent(1, { type: 'start', via: 'rules', profile: null }),
      anEvent(2, { type: 'tool_start', tool: 'fleet_query', step_id: 's', title: 'Reading disk use' }),
    );
    await settled(60);
    expect(said()).toContain('Reading disk use');
    button(/^\s*Stop\s*$/)?.click();
    await settled();
    expect(api.stops).toEqual(['c1']);
    api.tell(anEvent(3, { type: 'chunk', chunk: 'It is **full**.' }));
    await settled(60);
    expect(said()).toContain('It is full.');
  });

  it('answers a question with its button, and says what was confirmed', async () => {
    const confirms = { confirmed_targets: 12, confirmation: '019aa000-0000-7000-8000-000000000001' };
    const question = {
      ...{ type: 'question' as const, question: 'On 12 probes?' },
      choices: [{ label: 'Run on 12 probes', value: 'yes, on all 12', ...confirms }],
    };
    const { api, button, settled } = await open('/chat/c1', (fake) => {
      fake.messages = [aQuestion('restart'), aMessage({ parts: [question] })];
    });
    button(/Run on 12 probes/)?.click();
    await settled();
    expect(api.sent[0]?.body).toMatchObject({ content: 'yes, on all 12', ...confirms });
  });

  it('leaves a question alone that was answered', async () => {
    const question = {
      type: 'question' as const,
      question: 'Where?',
      choices: [{ label: 'web-01', value: 'web-01' }],
    };
    const { api, button, settled } = await open('/chat/c1', (fake) => {
      fake.messages = [
        aMessage({ parts: [question] }),
        aQuestion('web-01'),
        aMessage({ id: 'm2', turn_id: 't2' }),
      ];
    });
    button(/web-01/)?.click();
    await settled();
    expect(api.sent).toEqual([]);
  });

  it('shows what is the same on many hosts together', async () => {
    const targets = [0, 1, 2].map((at) =>
      aTarget({ probe_id: `p${at}`, hostname: `web-0${at}`, group: at === 2 ? 1 : 0 }),
    );
    const group = { error_output: '', exit_code: 0, hidden_lines: 0 };
    const run = aRun({
      targets,
      groups: [
        { ...group, output: 'same', probes: 2 },
        { ...group, output: 'other', probes: 1 },
      ],
    });
    const { said, button, settled } = await open(
      '/chat/c1',
      (fake) => (fake.messages = [aMessage({ parts: [run] })]),
    );
    expect(said()).toContain('3 of 3 probes');
    button(/df -h/)?.click();
    await settled(50);
    expect(said()).toContain('2 same, 1 differs');
  });

  it('tells a viewer that running needs somebody else', async () => {
    const { said } = await open('/chat/c1', undefined, ['fleet:read']);
    expect(said()).toContain('You can ask; running needs an operator.');
  });

  it('says that rules answer where there is no model', async () => {
    const { said } = await open('/chat/c1');
    expect(said()).toContain('no model: rules answer');
  });

  it('says when a model did not answer', async () => {
    const notice = {
      type: 'notice',
      code: 'chat.without_model',
      tone: 'warn',
      text: 'It timed out.',
    } as const;
    const { said } = await open('/chat/c1', (fake) => (fake.messages = [aMessage({ parts: [notice] })]));
    expect(said()).toContain('does not answer. ! commands still work.');
  });

  it('says so where there is no such conversation', async () => {
    const { said } = await open('/chat/gone');
    expect(said()).toContain('This conversation does not exist any more');
  });

  it('shows hostile words as words', async () => {
    const { said } = await open('/chat/c1', (fake) => {
      fake.messages = [
        aQuestion('<b>x</b>'),
        aMessage({
          parts: [aRun({ command: 'echo \u202Eevil', targets: [aTarget({ hostname: '<img src=x>' })] })],
        }),
      ];
    });
    expect(said()).toContain('<b>x</b>');
    expect(said()).toContain('⟨U+202E⟩evil');
    expect(said()).toContain('<img src=x>');
  });

  it('stays where somebody went while another conversation was being removed', async () => {
    const { api, host, router, settled } = await open('/chat/c1', (fake) =>
      fake.conversations.push(aConversation({ id: 'c2', title: 'Slow site' })),
    );
    const [sure, answer] = [Promise.withResolvers<boolean>(), Promise.withResolvers<undefined>()];
    TestBed.inject(Dialogs).confirm = () => sure.promise;
    const removed: string[] = [];
    api.remove = (id?: string) => (removed.push(id ?? ''), answer.promise);
    TestBed.inject(PageActions)
      .all()
      .find(({ id }) => id === 'delete')!
      .run();
    sure.resolve(true);
    await router.navigateByUrl('/chat/c2');
    await settled();
    answer.resolve(undefined);
    await settled(10);
    expect([removed, router.url]).toEqual([['c1'], '/chat/c2']);
    expect(host.querySelector('lg-conversation-list')?.textContent).toContain('Slow site');
  });
});
