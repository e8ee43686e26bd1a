import { TestBed } from '@angular/core/testing';
import { Theme } from './theme';

const shown = () => document.documentElement.dataset['theme'];

describe('the theme', () => {
  beforeEach(() => localStorage.clear());

  it('is dark until somebody chooses, and keeps the choice as the plain word the page reads before it is drawn', () => {
    const theme = TestBed.inject(Theme);
    TestBed.tick();
    expect(shown()).toBe('dark');
    theme.choose('light');
    TestBed.tick();
    expect(shown()).toBe('light');
    expect(localStorage.getItem('legator.theme')).toBe('light');
  });

  it('follows the system where that was chosen', () => {
    const listeners: (() => void)[] = [];
    const system = { matches: true, addEventListener: (_: string, run: () => void) => listeners.push(run) };
    vi.stubGlobal('matchMedia', () => ({ ...system, removeEventListener: () => undefined }));
    localStorage.setItem('legator.theme', 'system');
    expect(TestBed.inject(Theme).name()).toBe('light');
    vi.unstubAllGlobals();
  });
});
