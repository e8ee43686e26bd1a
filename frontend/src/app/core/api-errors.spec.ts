import { HttpErrorResponse } from '@angular/common/http';
import { TimeoutError } from 'rxjs';
import { ApiError } from './api-error';
import { toApiError } from './api-errors';
import { errorWords, failureText } from './error-words';

describe('a call that failed', () => {
  it('keeps the code, the text and the request id of our own answers', () => {
    const error = { error: 'x', code: 'fleet.odd', message: 'That is odd.', request_id: 'r-1' };
    const failed = toApiError(new HttpErrorResponse({ status: 409, error }));
    expect(failed).toMatchObject({ code: 'fleet.odd', status: 409, requestId: 'r-1' });
    expect(errorWords(failed).title).toBe('That is odd.');
  });

  it.each([
    ['no connection', new HttpErrorResponse({ status: 0 }), 'console.unreachable'],
    ['no answer in time', new TimeoutError(), 'console.no_answer'],
    ["a proxy's page", new HttpErrorResponse({ status: 502, error: '<html>' }), 'console.strange_answer'],
    ['an empty body', new HttpErrorResponse({ status: 500, error: null }), 'console.strange_answer'],
  ])('has words of its own for %s', (_what, cause, code) => {
    const failed = toApiError(cause);
    expect(failed.code).toBe(code);
    expect(errorWords(failed).title).not.toBe(failed.message);
  });

  it.each([
    ['llm_unavailable', 'small did not answer: nothing listens at its address.', 'No model answers'],
    ['models.budget_spent', 'Models may use 1000 tokens a day.', 'What models may cost is spent'],
  ])('says in its own words what became of a model (%s), and the cause with them', (code, message, title) => {
    const words = errorWords(toApiError(new HttpErrorResponse({ status: 502, error: { code, message } })));
    expect(words.title).toBe(title);
    expect(words.next.startsWith(`${message} `)).toBe(true);
  });

  it('names the permission that is missing, and who grants it, as the server does', () => {
    const message = 'This needs the permission tag:write. Whoever administers this tenant can grant it.';
    const refused = new ApiError('forbidden', message, 403);
    expect(errorWords(refused)).toEqual({ title: 'You lack a permission for this', next: message });
    expect(failureText(refused)).toBe(`You lack a permission for this. ${message}`);
    expect(errorWords(new ApiError('forbidden', '', 403)).next).toContain('administrator');
  });

  it('fits into one line, with the code of what nobody here has words for', () => {
    expect(failureText(new ApiError('fleet.odd', 'That is odd.', 409))).toBe('That is odd. (fleet.odd)');
    expect(failureText(new ApiError('last_admin', 'No.', 409))).toBe(
      'Nobody else could administer this tenant then. Make somebody else administrator first.',
    );
  });

  it('does not swallow a mistake of our own', () => {
    expect(() => toApiError(new RangeError('bug'))).toThrow(RangeError);
  });
});
