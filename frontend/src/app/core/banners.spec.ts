import { Component, inject, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { type Banner, BANNER_RANKS, Banners } from './banners';

const banner = (id: string, rank: number): Banner => ({ id, rank, tone: 'warn', icon: 'warning', title: id });
const offered = signal<Banner | undefined>(banner('frozen', BANNER_RANKS.frozen));

@Component({ template: '' })
class Offers {
  constructor() {
    inject(Banners).offer(signal(banner('lost', BANNER_RANKS.connectionLost)));
    inject(Banners).offer(offered);
  }
}

describe('banners', () => {
  it('show the worst one at a time, and the next when it is over', () => {
    const page = TestBed.createComponent(Offers);
    const { worst } = TestBed.inject(Banners);
    expect(worst()?.id).toBe('frozen');
    offered.set(undefined);
    expect(worst()?.id).toBe('lost');
    page.destroy();
    expect(worst()).toBeUndefined();
  });
});
