import { prepareBody } from './outgoing-body.js';

const shout = (text: string) => text.toUpperCase();
const prepared = (body: unknown) => prepareBody(body, 'local_only', shout);

it('prepares every text of a request, wherever it is', () => {
  expect(
    prepared({
      model: 'small',
      temperature: 0,
      stream: true,
      system: [{ type: 'text', text: 'you are' }],
      messages: [
        { role: 'user', content: 'hello' },
        { role: 'user', content: [{ type: 'text', text: 'parts' }] },
        { role: 'tool', tool_call_id: 'call_1', content: 'output' },
        {
          role: 'user',
          content: [{ type: 'tool_result', tool_use_id: 't1', content: [{ type: 'text', text: 'more' }] }],
        },
      ],
      tools: [{ type: 'function', function: { description: 'looks', parameters: { enum: ['a'] } } }],
      anything: { that: ['comes'] },
    }),
  ).toEqual({
    model: 'small',
    temperature: 0,
    stream: true,
    system: [{ type: 'text', text: 'YOU ARE' }],
    messages: [
      { role: 'user', content: 'HELLO' },
      { role: 'user', content: [{ type: 'text', text: 'PARTS' }] },
      { role: 'tool', tool_call_id: 'call_1', content: 'OUTPUT' },
      {
        role: 'user',
        content: [{ type: 'tool_result', tool_use_id: 't1', content: [{ type: 'text', text: 'MORE' }] }],
      },
    ],
    tools: [{ type: 'function', function: { description: 'LOOKS', parameters: { enum: ['A'] } } }],
    anything: { that: ['COMES'] },
  });
});

it('prepares arguments that are JSON in a text, and leaves them JSON', () => {
  const call = (args: string) => ({ function: { arguments: args } });
  expect(prepared(call('{"command":"echo \\"x\\"","n":[1,"y"]}'))).toEqual(
    call('{"COMMAND":"ECHO \\"X\\"","N":[1,"Y"]}'),
  );
  expect(prepared(call('not json'))).toEqual(call('NOT JSON'));
  expect(prepared(call('"a text"'))).toEqual(call('"A TEXT"'));
});

it('sees what shows by the name of its field alone, in arguments of whatever form', () => {
  const hide = (text: string) => text.replace(/("password":)"[^"]*"/g, '$1"[gone]"');
  const args = { env: { password: 'hunter2' }, command: 'x' };
  const clean = { env: { password: '[gone]' }, command: 'x' };
  const body = { arguments: JSON.stringify(args), blocks: [{ type: 'tool_use', input: args }] };
  expect(prepareBody(body, 'full', hide)).toEqual({
    arguments: JSON.stringify(clean),
    blocks: [{ type: 'tool_use', input: clean }],
  });
  const broken = (text: string) => text.replaceAll('{', '<').toUpperCase();
  expect(prepareBody({ input: args }, 'full', broken)).toEqual({
    input: { env: { password: 'HUNTER2' }, command: 'X' },
  });
});

it('says for whom', () => {
  const boundaries: string[] = [];
  prepareBody({ content: 'x' }, 'summaries', (text, boundary) => {
    boundaries.push(boundary);
    return text;
  });
  expect(boundaries).toEqual(['summaries']);
});
