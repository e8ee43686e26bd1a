import type { Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { aRow } from '../../core/live/testing';
import { aFleetRow } from '../testing';
import { ListRow } from './list-row';
import { PhoneRow } from './phone-row';
import { RowState } from './row-state';

function drawAs<T>(kind: Type<T>, row: RowState) {
  const fixture = TestBed.createComponent(kind);
  fixture.componentRef.setInput('row', row);
  fixture.detectChanges();
  return { fixture, element: fixture.nativeElement as HTMLElement };
}

const draw = (row: RowState) => drawAs(ListRow, row);

describe('a row of the list', () => {
  it('shows markup in a name as text', () => {
    const { element } = draw(new RowState(aFleetRow({ hostname: '<img src=x onerror=alert(1)>' })));
    expect(element.querySelector('img')).toBeNull();
    expect(element.textContent).toContain('<img src=x onerror=alert(1)>');
  });

  it('changes in place and lets the change fade, each time anew', () => {
    const row = new RowState(aFleetRow());
    const { element, fixture } = draw(row);
    const score = element.querySelector('b')!;
    expect(score.className).toBe('ok');
    row.move(aRow({ health: { score: 61, status: 'warning' }, status: 'degraded' }));
    fixture.detectChanges();
    expect([score.textContent, ...score.classList].sort()).toEqual(['61', 'odd', 'warn']);
    row.move(aRow({ health: { score: 62, status: 'warning' }, status: 'degraded' }));
    fixture.detectChanges();
    expect([score.textContent, ...score.classList].sort()).toEqual(['62', 'even', 'warn']);
    expect(element.querySelector('b')).toBe(score);
  });

  it('shows no longer what is not measured any more', () => {
    const row = new RowState(aFleetRow({ cpu_percent: 40 }));
    const { element, fixture } = draw(row);
    row.move(aRow({ health: null, cpu_percent: null, memory_percent: null, disk_percent: null }));
    fixture.detectChanges();
    expect(element.querySelector('b')?.textContent).toBe('–');
    const { cpu_percent: cpu, memory_percent: memory, disk_percent: disk } = row.view();
    expect([cpu, memory, disk]).toEqual([undefined, undefined, undefined]);
  });

  it.each([ListRow, PhoneRow])('says in words what waits for a person, as long as it does', (kind) => {
    const row = new RowState(aFleetRow());
    const { element, fixture } = drawAs<unknown>(kind, row);
    const pill = () => element.querySelector('.waits')?.textContent;
    expect(pill()).toBeUndefined();
    row.move(aRow({ waiting_approvals: 1 }));
    fixture.detectChanges();
    expect(pill()).toBe('1 waits for approval');
    row.move(aRow({ waiting_approvals: 0 }));
    fixture.detectChanges();
    expect(pill()).toBeUndefined();
  });

  it('fades nothing when only what it does not show has moved', () => {
    const row = new RowState(aFleetRow());
    expect(row.move(aRow({ cpu_percent: 99 }))).toBe(false);
    expect(row.changes()).toBe(0);
  });

  it('is selected by its mark without being opened', () => {
    const { element, fixture } = draw(new RowState(aFleetRow()));
    let [toggled, opened] = [0, 0];
    fixture.componentInstance.toggled.subscribe(() => toggled++);
    element.parentElement?.addEventListener('click', () => opened++);
    element.querySelector<HTMLElement>('.st')?.click();
    expect([toggled, opened]).toEqual([1, 0]);
  });

  it('says that it was removed, in its place', () => {
    const row = new RowState(aFleetRow());
    const { element, fixture } = draw(row);
    row.remove();
    fixture.detectChanges();
    expect(element.textContent).toContain('Removed');
  });
});
