import type { CreatedToken } from '../../core/api/models';
import { installLines, isLocalOnly } from './install-lines';
import { type TokenChoices, USUAL_CHOICES, faultsOf, toBody } from './token-choices';

const choices = (over: Partial<TokenChoices> = {}): TokenChoices => ({ ...USUAL_CHOICES, ...over });

function made(server: string): CreatedToken {
  return {
    id: 't1',
    token: 'prb_1',
    created: '',
    expires: '',
    used: false,
    tenant_id: 'default',
    install_command: `curl -fsSLO ${server}/download/probe.cjs && sudo node probe.cjs run --server ${server} --token prb_1`,
  };
}

describe('what a token is good for', () => {
  it('is one host and half an hour unless told otherwise', () => {
    expect(toBody(USUAL_CHOICES)).toEqual({ expires_in: 1_800, uses: 1 });
    expect(faultsOf(USUAL_CHOICES)).toEqual({});
  });

  it('says what was chosen, and leaves out what was not', () => {
    expect(
      toBody(choices({ uses: 'some', count: ' 25 ', tags: 'Web, prod web', cidr: ' 10.0.0.0/8 ' })),
    ).toEqual({
      expires_in: 1_800,
      uses: 25,
      tags: ['web', 'prod'],
      cidr: '10.0.0.0/8',
    });
    expect(toBody(choices({ uses: 'any' }))).toEqual({ expires_in: 1_800, multi_use: true });
  });

  it.each(['', '0', '1.5', '-3', '100001', 'ten', '1e3'])('is not for %j hosts', (count) => {
    expect(faultsOf(choices({ uses: 'some', count })).count).toBeTruthy();
    expect(faultsOf(choices({ uses: 'one', count })).count).toBeUndefined();
  });

  it.each(['10.0.0.0/8', '192.168.1.7/32', 'fd00::/8', '::/0'])('may be for %s', (cidr) => {
    expect(faultsOf(choices({ cidr })).cidr).toBeUndefined();
  });

  it.each(['10.0.0.0', '10.0.0/8', '256.0.0.0/8', '10.0.0.0/33', 'fd00::/129', 'here', '10.0.0.0/8/8'])(
    'cannot be for %s',
    (cidr) => {
      expect(faultsOf(choices({ cidr })).cidr).toBeTruthy();
    },
  );

  it('has tags that fit a probe', () => {
    expect(faultsOf(choices({ tags: 'x'.repeat(129) })).tags).toBeTruthy();
    expect(
      faultsOf(choices({ tags: Array.from({ length: 65 }, (_, at) => `t${at}`).join(' ') })).tags,
    ).toBeTruthy();
  });
});

describe('what is run on a host', () => {
  it('is the line of the control plane as it came', () => {
    const token = made('https://legator.example');
    expect(installLines('linux', token)).toEqual([token.install_command]);
  });

  it('gives a container the address of that line', () => {
    const lines = installLines('container', made("'https://legator.example:8443/a b'"));
    expect(lines.at(-1)).toContain(
      "LEGATOR_SERVER_URL='https://legator.example:8443/a b' -e LEGATOR_TOKEN=prb_1",
    );
  });

  it.each([
    ['http://127.0.0.1:8080', true],
    ['http://localhost:8080', true],
    ["'http://[::1]:8080'", true],
    ['https://legator.example', false],
    ['http://10.0.0.7:8080', false],
  ])('knows whether others reach %s', (server, isLocal) => {
    expect(isLocalOnly(made(server))).toBe(isLocal);
  });
});
