import { TestBed } from '@angular/core/testing';
import { momentText } from '../../ui/time-text';
import { InventoryTab } from './inventory-tab';
import { aProbe } from './testing';

const INVENTORY = {
  hostname: 'web-01',
  os: 'linux',
  arch: 'amd64',
  cpus: 2,
  mem_total_bytes: 2 ** 33,
  disk_total_bytes: 2 ** 36,
  collected_at: '2024-11-20T08:00:00Z',
  packages: [{ name: 'openssl', version: '3.5', manager: 'apt' }],
  services: [{ name: 'openssl-agent.service', state: 'running', enabled: true }],
};

describe('The search in the inventory', () => {
  async function open(part: string, search: string) {
    const fixture = TestBed.createComponent(InventoryTab);
    fixture.componentRef.setInput('probe', { ...aProbe(), inventory: INVENTORY });
    fixture.componentRef.setInput('part', part);
    fixture.componentRef.setInput('search', search);
    const parts: string[] = [];
    fixture.componentInstance.partChange.subscribe((one) => parts.push(one));
    await fixture.whenStable();
    const host = fixture.nativeElement as HTMLElement;
    const buttons = () => [...host.querySelectorAll('button')].map(({ textContent }) => textContent.trim());
    return { host, parts, buttons };
  }

  it('says where else something is found, and leads there', async () => {
    const { host, parts, buttons } = await open('users', 'openssl');
    expect(host.textContent).toContain('Nothing in Users matches openssl');
    expect(buttons()).toEqual(['1 in Packages', '1 in Services', 'Clear search']);
    host.querySelector('button')!.click();
    expect(parts).toEqual(['packages']);
  });

  it('says of which day it is, with the whole time behind it', async () => {
    const age = (await open('packages', '')).host.querySelector('.num[title]');
    expect(age?.textContent).toMatch(/as of .*2024.* \d\d:\d\d/);
    expect(age?.getAttribute('title')).toBe(momentText(INVENTORY.collected_at));
  });

  it('exports nothing where there is nothing', async () => {
    expect((await open('packages', 'openssl')).buttons()).toContain('CSV');
    expect((await open('users', '')).buttons()).toEqual([]);
  });
});
