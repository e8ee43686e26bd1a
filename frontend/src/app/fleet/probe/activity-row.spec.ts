import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { TimelineEntry } from '../../core/api/models';
import { Session } from '../../core/session';
import { ActivityRow } from './activity-row';
import { anEntry } from './testing';

const command = anEntry({
  ...{ id: 'd1', kind: 'directive', type: 'command.run', directive_id: 'd1', command: 'sleep 31' },
  ...{ status: 'canceled', gate: 'none', exit_code: -1, same_as: 's1' },
  actor: { type: 'local', id: 'local', name: 'local' },
});
const stop = anEntry({
  id: 's3',
  type: 'command.canceled',
  directive_id: 'd1',
  summary: 'local stopped sleep 31',
});

async function setup(entry: TimelineEntry, facts: readonly TimelineEntry[] = []) {
  TestBed.configureTestingModule({
    providers: [provideRouter([]), { provide: Session, useValue: { shows: () => false, may: () => false } }],
  });
  const fixture = TestBed.createComponent(ActivityRow);
  fixture.componentRef.setInput('entry', entry);
  fixture.componentRef.setInput('facts', facts);
  fixture.componentRef.setInput('isOpen', true);
  await fixture.whenStable();
  return fixture.nativeElement as HTMLElement;
}

describe('A row of the activity', () => {
  it('says how a command stands, and opens to its steps', async () => {
    const element = await setup(command, [stop, command]);
    expect(element.querySelector('.row')?.textContent).toMatch(/sleep 31.*by\s+local.*2 steps.*stopped/s);
    const steps = [...element.querySelectorAll('.steps li bdi')].map((step) => step.textContent);
    expect(steps).toEqual(['local stopped sleep 31', 'Asked for']);
    // The fact that it was asked for is no entry of the trail: looking one up by its id finds nothing.
    expect(element.querySelector('lg-audit-detail')).toBeNull();
  });

  it('shows of an entry of the trail its type and its place, which a fact has not', async () => {
    const entry = anEntry({ kind: 'audit', type: 'command.result', summary: 'Done: true', index: 19 });
    expect((await setup(entry)).querySelector('.row')?.textContent).toMatch(/command\.result · entry 19/);
  });

  it('says of a fact only what happened', async () => {
    expect((await setup(stop)).querySelector('.row')?.textContent).not.toMatch(/command\.canceled|entry/);
  });
});
