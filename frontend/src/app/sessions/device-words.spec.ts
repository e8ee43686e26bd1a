import { deviceWords } from './device-words';

describe('what somebody is signed in with', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
    [
      'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
      'Edge on Windows',
    ],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1', 'Safari on iPhone'],
    ['legatorctl/0.1.0', 'Command line'],
    ['<script>', 'Unknown program'],
    ['', 'Unknown program'],
  ])('is said in words: %s', (agent, words) => expect(deviceWords(agent)).toBe(words));
});
