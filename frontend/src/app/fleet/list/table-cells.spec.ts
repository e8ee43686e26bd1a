import { aFleetRow } from '../testing';
import { RowState } from './row-state';
import { fleetColumns } from './table-cells';

describe('the columns of the table', () => {
  const olds = (row: RowState) =>
    fleetColumns(() => 0).flatMap(({ key, old }) => (old?.(row) ? [`${key} ${old(row)?.slice(0, 5)}`] : []));

  it('say of what a silent host reported last that it is old, and of nothing else', () => {
    const measured = { cpu_percent: 41, vitals_at: '2026-11-20T08:00:00Z' };
    expect(olds(new RowState(aFleetRow(measured)))).toEqual([]);
    const away = new RowState(aFleetRow({ ...measured, status: 'offline', connected: false }));
    expect(olds(away)).toEqual(['cpu as of', 'memory as of', 'disk as of']);
  });
});
