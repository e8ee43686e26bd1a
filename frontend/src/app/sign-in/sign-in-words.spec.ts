import { refusal, SIGN_IN_WORDS } from './sign-in-words';
import { refused } from './testing';
import { ApiError } from '../core/api-error';

const fromAddress = (code: string) => refusal(new ApiError(code, SIGN_IN_WORDS.elsewhere, 0));

describe('why signing in did not work', () => {
  it('never says which of the two was wrong', () => {
    const said = refusal(refused('sign_in_refused'));
    expect(said).toContain('the name and the password');
  });

  it.each([
    'oidc_token',
    'oidc_state',
    'oidc_no_role',
    'oidc_denied',
    'oidc_no_account',
    'oidc_used',
    'oidc_ended',
  ])('is said in words for %s', (code) => expect(fromAddress(code)).not.toContain('oidc'));

  it('repeats nothing that anybody can write into an address', () => {
    expect(fromAddress('Call +1 555 0100')).toBe(
      'Signing in with the provider did not work. An administrator finds the reason in the audit trail.',
    );
    expect(fromAddress('constructor')).not.toContain('native code');
  });

  it('names the field that was refused', () => {
    const details = [{ path: 'password', message: 'is in lists that attackers try first.' }];
    expect(refusal(refused('weak_password', 400, { details }))).toBe(
      'The password is in lists that attackers try first.',
    );
  });
});
