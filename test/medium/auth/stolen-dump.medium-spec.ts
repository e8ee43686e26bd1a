import { KeysGround } from './keys-ground.js';

let ground: KeysGround;
beforeAll(async () => {
  ground = await KeysGround.start();
}, 60_000);
afterAll(() => ground.stop());

/** Every value of every table of this room, as a thief of the dump would read it. */
async function everything(): Promise<string[]> {
  const { rows: tables } = await ground.owner.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
       and relname ~ '^(auth|directives|core_signal|audit)'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await ground.owner.query<Record<string, unknown>>(`select * from ${name}`);
    for (const value of rows.flatMap((row) => Object.values(row)).flat()) {
      if (Buffer.isBuffer(value))
        found.push(value.toString('hex'), value.toString('base64'), value.toString('latin1'));
      else if (typeof value === 'string') found.push(value);
      else if (value && typeof value === 'object') found.push(JSON.stringify(value));
    }
  }
  return found;
}

it('authenticates nobody: nothing that is stored is a key, as it is or in the form of one', async () => {
  const account = await ground.post('/service-accounts', { name: 'bot', permissions: ['fleet:read'] });
  const made = await ground.post('/auth/keys', {
    name: 'ci',
    permissions: ['fleet:read'],
    service_account_id: account.body.id,
  });
  const rotated = await ground.post(`/auth/keys/${made.body.key.id}/rotate`);
  const issued: string[] = [ground.admin, made.body.plain_key, rotated.body.plain_key];
  for (const key of issued) expect(await ground.opens(key)).toBe(200);

  const values = await everything();
  expect(values.length).toBeGreaterThan(50);
  for (const value of values) for (const key of issued) expect(value).not.toContain(key.slice(4, 68));

  const { rows } = await ground.owner.query<{ hash: Buffer }>('select hash from auth_api_key');
  expect(rows.length).toBeGreaterThanOrEqual(3);
  const tries = values
    .flatMap((value) => [value, `lgk_${value}`])
    .filter((text) => /^[\x21-\x7e]+$/.test(text));
  const { KnownKeys } = await import('../../../libs/auth/src/keys/known-keys.js');
  const known = ground.spine.app.get(KnownKeys, { strict: false });
  const opened: string[] = [];
  // Each from an address of its own, so that none is refused for being one of many.
  for (const [at, text] of [...new Set(tries)].entries()) {
    const address = `10.${(at >> 16) & 255}.${(at >> 8) & 255}.${at & 255}`;
    await known.who(text, address).then(
      () => opened.push(text),
      (error: { kind?: string }) => expect(error.kind).toBe('unauthorized'),
    );
  }
  expect(tries.length).toBeGreaterThan(50);
  expect(opened).toEqual([]);
});
