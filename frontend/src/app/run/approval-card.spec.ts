import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { momentText } from '../ui/time-text';
import { ApprovalCard } from './approval-card';
import { RunApi } from './run-api';
import { FakeRunApi, anApproval } from './testing';

describe('A request', () => {
  it('of another day says of which, with the whole time behind it', async () => {
    const at = '2024-11-20T12:02:00Z';
    TestBed.configureTestingModule({
      providers: [provideRouter([]), { provide: RunApi, useValue: new FakeRunApi() }],
    });
    const fixture = TestBed.createComponent(ApprovalCard);
    fixture.componentRef.setInput(
      'approval',
      anApproval({ created_at: at, decision: 'approved', decided_at: at }),
    );
    await fixture.whenStable();
    const host = fixture.nativeElement as HTMLElement;
    const times = [...host.querySelectorAll(`[title="${momentText(at)}"]`)].map((one) => one.textContent);
    expect(times).toHaveLength(2);
    for (const time of times) expect(time).toMatch(/2024 \d\d:\d\d$/);
  });
});
