import { changeBody, createBody, formOf, movesAway, problemsOf, spokenTo } from './profile-form';
import { aModelProfile } from './testing';

const NEW = { ...formOf(), name: 'ops', model: 'large', key: 'sk-secret' };

describe('The fields of a model', () => {
  it('are whole with a name, a model and a key', () => {
    expect(problemsOf(NEW)).toEqual({});
    expect(Object.keys(problemsOf(formOf())).sort()).toEqual(['key', 'model', 'name']);
  });

  it.each([
    ['no address', { address: 'llm.example' }, 'address'],
    ['a user in the address', { address: 'https://me@llm.example' }, 'address'],
    ['a query in the address', { address: 'https://llm.example/?a=1' }, 'address'],
    ['another scheme', { address: 'javascript:alert(1)' }, 'address'],
    ['no TLS to elsewhere', { address: 'http://llm.example' }, 'address'],
    ['half a context', { context: '1024.5' }, 'context'],
    ['a context too small', { context: '12' }, 'context'],
    ['a price in words', { priceIn: 'three' }, 'priceIn'],
    ['a provider with a slash', { speech: 'other' as const, other: '../fs' }, 'other'],
  ])('say what is wrong: %s', (_what, change, field) => {
    expect(Object.keys(problemsOf({ ...NEW, ...change }))).toEqual([field]);
  });

  it('let one in the house do without TLS and key', () => {
    const local = { ...NEW, address: 'http://10.4.8.20:11434', key: '', isLocal: true };
    expect(problemsOf(local)).toEqual({});
  });

  it('become what is sent: numbers as numbers, nothing as nothing', () => {
    const body = createBody({ ...NEW, priceIn: '2,50', priceOut: ' ', context: '' }, true);
    expect(body).toEqual({
      ...{ name: 'ops', provider: 'openai', base_url: 'https://api.openai.com/v1', model: 'large' },
      ...{ api_key: 'sk-secret', is_active: true, is_local: false, tools: 'native' },
      ...{ max_output_tokens: null, price_in: 2.5, price_out: null },
    });
  });

  it('name a further provider by its package, and keep the label of one that speaks like OpenAI', () => {
    expect(createBody({ ...NEW, speech: 'other', other: 'MistralAI' }, false).provider).toBe(
      'langchain:mistralai',
    );
    expect(changeBody(formOf(aModelProfile({ provider: 'groq' }))).provider).toBe('groq');
  });

  it('keep, replace or take away the key', () => {
    const form = formOf(aModelProfile());
    expect(changeBody(form)).not.toHaveProperty('api_key');
    expect(changeBody({ ...form, keyPlan: 'replace', key: 'sk-new' }).api_key).toBe('sk-new');
    expect(changeBody({ ...form, keyPlan: 'clear' }).api_key).toBeNull();
  });

  it('never send a key that is set to another place without being given it again', () => {
    const profile = aModelProfile();
    const moved = { ...formOf(profile), address: 'https://evil.example/v1' };
    expect(movesAway(moved, profile)).toBe(true);
    expect(problemsOf(moved, profile).key).toContain('give the key again');
    expect(problemsOf({ ...moved, keyPlan: 'replace', key: 'sk-new' }, profile)).toEqual({});
    expect(problemsOf({ ...moved, address: 'https://llm.example/v2' }, profile)).toEqual({});
  });

  it('follow the provider as long as nobody typed an address', () => {
    expect(spokenTo(formOf(), 'ollama', true)).toMatchObject({
      address: 'http://127.0.0.1:11434',
      isLocal: true,
    });
    expect(spokenTo(formOf(), 'ollama', false).isLocal).toBe(false);
    const typed = { ...formOf(), address: 'https://mine.example' };
    expect(spokenTo(typed, 'anthropic', true).address).toBe('https://mine.example');
  });
});
