import { CommandWords } from './command-words.js';

const of = (text: string) => new CommandWords({ line: text });

describe('the words of a command tell', () => {
  it.each<[string, string | undefined]>([
    ['systemctl stop nginx', 'stop'],
    ['sudo -n /usr/bin/systemctl --quiet restart nginx', 'restart'],
    ['systemctl stop a; systemctl stop b', 'stop'],
    ['systemctl stop a; systemctl start a', undefined],
    ['rm /usr/share/systemctl', undefined],
    ['systemctl', ''],
    ['', undefined],
  ])('which verb is meant: %s', (line, verb) => {
    expect(of(line).verbOf('systemctl')).toBe(verb);
  });

  it.each<[string, string | undefined]>([
    ['apt-get install -y nginx', 'apt'],
    ['DEBIAN_FRONTEND=noninteractive apt install npm', 'apt'],
    ['sudo dnf upgrade', 'rpm'],
    ['apk add go', 'apk'],
    ['pip install nginx', undefined],
    ['pip install x && apt install y', undefined],
    ['apt install x || dnf install x', undefined],
    ['cat /etc/apt', undefined],
  ])('whose packages are meant: %s', (line, manager) => {
    expect(of(line).packageManager).toBe(manager);
  });

  it.each<[string, boolean]>([
    ['systemctl restart docker', false],
    ['systemctl restart ssh && apt install docker', false],
    ['rm -rf /var/lib/docker', false],
    ['chown -R web /srv', false],
    ['docker exec web systemctl stop nginx', true],
    ['ssh db-1 systemctl stop nginx', true],
    ['true | xargs ssh db-1', true],
    ['sh -c "chroot /mnt apt install x"', true],
    ['systemctl -H db-1 stop nginx', true],
    ['systemctl --user stop nginx', true],
    ['systemctl --machine=web stop nginx', true],
    ['dnf --installroot=/mnt install x', true],
  ])('whether it may be about another place: %s', (line, is) => {
    expect(of(line).isElsewhere).toBe(is);
    expect(new CommandWords({ argv: line.split(' '), line: 'other' }).isElsewhere).toBe(is);
  });

  it.each<[string, string]>([
    ['useradd eva', 'user'],
    ['groupdel eva', 'group'],
    ['groupadd x; useradd x', 'either'],
  ])('what accounts are: %s', (line, accounts) => {
    expect(of(line).accounts).toBe(accounts);
  });

  it('are read once, for however many effects on however many hosts', () => {
    const line = `systemctl restart a b ${'systemctl '.repeat(3_890)}`;
    const words = of(line);
    const read = jest.spyOn(String.prototype, 'replace');
    const tested = jest.spyOn(RegExp.prototype, 'test');
    try {
      for (let n = 0; n < 20; n++) {
        expect(words.verbOf('systemctl')).toBeUndefined();
        expect([words.calls(/^systemctl$/), words.calls(/^service$/)]).toEqual([true, false]);
        expect([words.isElsewhere, words.packageManager]).toEqual([false, undefined]);
      }
      expect(read.mock.calls.length).toBeLessThan(2 * 3_900);
      expect(tested.mock.calls.filter(([text]) => text === 'systemctl').length).toBeLessThan(2 * 3_900);
    } finally {
      read.mockRestore();
      tested.mockRestore();
    }
  });
});
