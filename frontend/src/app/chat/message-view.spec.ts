import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { momentText } from '../ui/time-text';
import { MessageView } from './message-view';
import { aMessage, aQuestion } from './testing';

describe('What was said in a conversation', () => {
  afterEach(() => TestBed.resetTestingModule());

  it.each([aQuestion('why?'), aMessage({ content: 'Because.' })])(
    'on another day says on which, with the whole time behind it ($role)',
    async (message) => {
      const at = '2024-11-20T12:02:00Z';
      TestBed.configureTestingModule({ providers: [provideRouter([])] });
      const fixture = TestBed.createComponent(MessageView);
      fixture.componentRef.setInput('message', { ...message, timestamp: at });
      await fixture.whenStable();
      const time = (fixture.nativeElement as HTMLElement).querySelector('time');
      expect(time?.textContent).toMatch(/2024 \d\d:\d\d$/);
      expect(time?.title).toBe(momentText(at));
    },
  );
});
