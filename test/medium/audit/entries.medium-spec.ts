import { anAuditRecord } from '@legator/audit/testing';
import { AuditEntryDetail } from '@legator/contracts';
import { newId } from '@legator/core';
import { GENESIS_LINK } from '@legator/wire';
import { freshDatabase } from '../../support/database.js';
import type { FreshDatabase } from '../../support/database.js';
import { newDataDir, records, startReplica, whileNobodySeals } from './replica.js';
import type { Replica } from './replica.js';

let database: FreshDatabase;
let replica: Replica;

beforeEach(async () => {
  database = await freshDatabase();
  replica = await startReplica(database.url, await newDataDir());
});
afterEach(async () => {
  await replica?.close();
  await database?.drop();
});

const sealAll = (tenant = 'default') => replica.get('/verify', tenant).expect(200);

describe('one entry', () => {
  it('is found by its id, with its place in the chain and the link before its own', async () => {
    const [first, second] = records(2);
    await replica.append([first!, second!]);
    await sealAll();
    const one = AuditEntryDetail.parse((await replica.get(`/${first!.id}`).expect(200)).body);
    const two = AuditEntryDetail.parse((await replica.get(`/${second!.id.toUpperCase()}`).expect(200)).body);
    expect(one).toMatchObject({ id: first!.id, sealed: true, index: 1, previous_link: GENESIS_LINK });
    expect(two).toMatchObject({ index: 2, previous_link: one.link });
  });

  it('is found before it is sealed, and says so', async () => {
    await whileNobodySeals(database.url, async () => {
      const [fresh] = records(1);
      await replica.append([fresh!]);
      const { body } = await replica.get(`/${fresh!.id}`).expect(200);
      expect(body).toMatchObject({ id: fresh!.id, sealed: false });
      expect(body).not.toHaveProperty('previous_link');
    });
  });

  it('is there for its own tenant only, and for those who may read the trail', async () => {
    const [mine] = records(1, { tenantId: 'one' });
    await replica.append([mine!]);
    await sealAll('one');
    await replica.get(`/${mine!.id}`, 'one').expect(200);
    await replica.get(`/${mine!.id}`, 'two').expect(404);
    await replica.get(`/${mine!.id}`, 'one').set('x-nothing', '1').expect(403);
  });

  it('is not found by an id nobody has, nor by what is no id', async () => {
    await replica.get(`/${newId()}`).expect(404);
    await replica.get('/latest').expect(400);
  });
});

describe('the types', () => {
  it('are those of the tenant, each once', async () => {
    const of = (type: string, tenantId = 'one') => anAuditRecord({ type, tenantId });
    await replica.append([of('b.done'), of('a.done'), of('b.done'), of('z.done', 'two')]);
    await sealAll('one');
    await sealAll('two');
    expect((await replica.get('/types', 'one').expect(200)).body).toEqual({ types: ['a.done', 'b.done'] });
    expect((await replica.get('/types', 'three').expect(200)).body).toEqual({ types: [] });
  });
});
