import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { TestBed } from '@angular/core/testing';
import { DIALOG_TITLE_ID } from '../ui/dialogs';
import { ModelsApi } from './models-api';
import { RoutingDialog } from './routing-dialog';
import { FakeModelsApi, aModelProfile } from './testing';

async function setup(routing: Record<string, string[]>) {
  const [api, closed] = [new FakeModelsApi(), [] as unknown[]];
  const profiles = ['a', 'b', 'c'].map((id) => aModelProfile({ id, name: `model ${id}` }));
  TestBed.configureTestingModule({
    providers: [
      { provide: ModelsApi, useValue: api },
      { provide: DIALOG_DATA, useValue: { feature: 'fleet-chat', routing, profiles } },
      { provide: DIALOG_TITLE_ID, useValue: 'title' },
      { provide: DialogRef, useValue: { close: (result: unknown) => closed.push(result) } },
    ],
  });
  const fixture = TestBed.createComponent(RoutingDialog);
  const host = fixture.nativeElement as HTMLElement;
  document.body.append(host);
  await fixture.whenStable();
  const press = async (name: string) => {
    const button = [...host.querySelectorAll<HTMLElement>('button')].find(
      (one) => (one.getAttribute('aria-label') ?? one.textContent.trim()) === name,
    );
    button!.focus();
    button!.click();
    await fixture.whenStable();
  };
  const choose = async (id: string) => {
    const select = host.querySelector('select')!;
    select.value = id;
    select.dispatchEvent(new Event('change'));
    await fixture.whenStable();
  };
  return { api, closed, host, press, choose };
}

describe('The order of models', () => {
  afterEach(() => {
    document.body.replaceChildren();
    TestBed.resetTestingModule();
  });

  it('is changed with buttons, and leaves those of other uses as they are', async () => {
    const { api, closed, press, choose } = await setup({ 'fleet-chat': ['a', 'b'], task: ['c'] });
    await press('Move model b up');
    await choose('c');
    await press('Add');
    await press('Take model a out');
    await press('Save order');
    expect(api.sent).toEqual([['routing', { 'fleet-chat': ['b', 'c'], task: ['c'] }]]);
    expect(closed).toEqual([true]);
  });

  it('keeps the focus on what was pressed, and moves nothing beyond the ends', async () => {
    const { api, press } = await setup({ 'fleet-chat': ['a', 'b'] });
    await press('Move model b up');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Move model b up');
    await press('Move model b up');
    await press('Save order');
    expect(api.sent).toEqual([['routing', { 'fleet-chat': ['b', 'a'] }]]);
  });

  it('forgets models that are gone, and an order without any', async () => {
    const { api, press } = await setup({ 'fleet-chat': ['a'], task: ['gone'], narrative: ['gone', 'b'] });
    await press('Take model a out');
    await press('Save order');
    expect(api.sent).toEqual([['routing', { narrative: ['b'] }]]);
  });
});
