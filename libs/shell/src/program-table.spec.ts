import { compile, type Grammar } from './grammar.js';
import { judgeArgv } from './judge.js';
import { isKind } from './operand-kinds.js';
import { GRAMMARS, programNames } from './program-table.js';

/** Per program: lines that are granted, and lines that are not. Words are parted by blanks; `␣` is a blank in a word. */
const EXAMPLES: Record<string, { granted: string[]; held: string[] }> = {
  uptime: { granted: ['uptime', 'uptime -p', 'uptime --since'], held: ['uptime now', 'uptime --sinc'] },
  uname: { granted: ['uname', 'uname -a', 'uname -srm', 'uname --machine'], held: ['uname x', 'uname -aq'] },
  hostname: {
    granted: ['hostname', 'hostname -f', 'hostname -I'],
    held: ['hostname evil', 'hostname -F /x', 'hostname -b'],
  },
  date: {
    granted: [
      'date',
      'date -u',
      'date +%F_%T',
      'date -u +%s',
      'date -d 2␣days␣ago',
      'date --date=@0',
      'date -Iseconds',
    ],
    held: [
      'date -s now',
      'date --set=now',
      'date 010112002027',
      'date -us now',
      'date -f /etc/passwd',
      'date --se now',
    ],
  },
  id: { granted: ['id', 'id -u', 'id -un root'], held: ['id --contex', 'id -f'] },
  whoami: { granted: ['whoami'], held: ['whoami x', 'whoami -x'] },
  groups: { granted: ['groups', 'groups root'], held: ['groups -x', 'groups /x'] },
  who: { granted: ['who', 'who -b', 'who am i'], held: ['who /var/log/wtmp', 'who --lookup', 'who am'] },
  w: { granted: ['w', 'w -h root'], held: ['w -x', 'w /etc/passwd'] },
  last: {
    granted: ['last', 'last -n 20', 'last -5', 'last -x reboot'],
    held: ['last -f /x', 'last --file=/x'],
  },
  getent: {
    granted: ['getent passwd', 'getent group docker', 'getent services ssh'],
    held: ['getent shadow', 'getent gshadow root', 'getent', 'getent -s files passwd', 'getent aliases'],
  },
  lsb_release: { granted: ['lsb_release -a', 'lsb_release -cs'], held: ['lsb_release x', 'lsb_release -z'] },
  nproc: { granted: ['nproc', 'nproc --all'], held: ['nproc x', 'nproc --al'] },
  arch: { granted: ['arch'], held: ['arch x', 'arch x86_64 sh'] },
  pwd: { granted: ['pwd', 'pwd -P'], held: ['pwd -x', 'pwd x'] },
  true: { granted: ['true'], held: ['true x', 'true -x'] },
  echo: { granted: ['echo', 'echo hello', 'echo rm -n', 'echo -n a'], held: ['echo --x', 'echo -q'] },
  sleep: {
    granted: ['sleep 1', 'sleep 1h', 'sleep 0.5'],
    held: ['sleep 3601', 'sleep 2h', 'sleep infinity', 'sleep', 'sleep 1 1'],
  },
  ls: {
    granted: [
      'ls',
      'ls -la /var/log',
      'ls --color=auto /',
      'ls -lh --sort=size /tmp',
      'ls -- /tmp',
      'ls -w80',
      'ls -w 80',
    ],
    held: ['ls --color=rm', 'ls --colo', 'ls /root/.ssh', 'ls -D_x', 'ls ../x', 'ls -lE'],
  },
  stat: {
    granted: ['stat /etc/hosts', 'stat -c %n /tmp'],
    held: ['stat /etc/shadow', 'stat --forma=x /', 'stat -z /'],
  },
  cat: {
    granted: [
      'cat /etc/hosts',
      'cat -n /etc/os-release',
      'cat /proc/meminfo',
      'cat etc/hosts',
      'cat /etc/passwd',
    ],
    held: [
      'cat',
      'cat -',
      'cat /etc/shadow',
      'cat /dev/sda',
      'cat /proc/1/environ',
      'cat -x /etc/hosts',
      'cat /tmp/../etc/hosts',
    ],
  },
  head: {
    granted: [
      'head /var/log/syslog',
      'head -n 5 /etc/hosts',
      'head -5 /etc/hosts',
      'head -c1k /etc/hosts',
      'head --lines=-3 /etc/hosts',
    ],
    held: ['head /dev/zero', 'head -n x /etc/hosts', 'head', 'head -n'],
  },
  tail: {
    granted: [
      'tail /var/log/syslog',
      'tail -n 100 /var/log/syslog',
      'tail -n +5 /etc/hosts',
      'tail -20 /etc/hosts',
    ],
    held: [
      'tail -f /x',
      'tail -F /x',
      'tail -5f /x',
      'tail -nf /x',
      'tail --follow /x',
      'tail --retry /x',
      'tail -fn5 /x',
    ],
  },
  wc: { granted: ['wc -l /etc/hosts'], held: ['wc --files0-from=/x', 'wc', 'wc -l /etc/gshadow'] },
  df: {
    granted: ['df', 'df -h', 'df -hT /', 'df --output=source,size', 'df -t ext4'],
    held: ['df --sync', 'df --output=x', 'df -q'],
  },
  du: {
    granted: ['du -sh /var/log', 'du -h --max-depth=1 /var', 'du -d1 /', 'du -xh /'],
    held: ['du --files0-from=/x', 'du -X /x /', 'du --exclude-from=/x /', 'du -q'],
  },
  lsblk: {
    granted: ['lsblk', 'lsblk -f', 'lsblk -o NAME,SIZE', 'lsblk /dev/sda'],
    held: ['lsblk --sysroot /x', 'lsblk /etc', 'lsblk -q'],
  },
  findmnt: {
    granted: ['findmnt', 'findmnt -t ext4', 'findmnt -no SOURCE /'],
    held: ['findmnt --poll', 'findmnt -p', 'findmnt -F /x', 'findmnt -N 1'],
  },
  mount: {
    granted: ['mount', 'mount -l'],
    held: ['mount -a', 'mount -o remount,rw /', 'mount /dev/sda1 /mnt', 'mount --bind /a /b'],
  },
  free: {
    granted: ['free', 'free -m', 'free -h -t', 'free --human'],
    held: ['free -s 1', 'free x', 'free -c 5'],
  },
  ps: {
    granted: [
      'ps',
      'ps aux',
      'ps -ef',
      'ps auxww',
      'ps -eo pid,comm',
      'ps aux --sort=-%mem',
      'ps -p 1',
      'ps axo pid,args',
      'ps -C sshd',
      'ps 1',
    ],
    held: [
      'ps auxe',
      'ps e',
      'ps eww',
      'ps -E',
      'ps axE',
      'ps -o pid,environ',
      'ps -e -u x',
      'ps -eu x',
      'ps -o pid aux',
      'ps axe -o pid',
    ],
  },
  lscpu: { granted: ['lscpu', 'lscpu -J', 'lscpu -eCPU', 'lscpu -e'], held: ['lscpu -s /x', 'lscpu x'] },
  lsmod: { granted: ['lsmod'], held: ['lsmod x', 'lsmod -v'] },
  vmstat: {
    granted: ['vmstat', 'vmstat 1 5', 'vmstat -s', 'vmstat -S M 1 2'],
    held: ['vmstat 1', 'vmstat 1 1000', 'vmstat 1 2 3', 'vmstat -q'],
  },
  iostat: {
    granted: ['iostat', 'iostat -xz 1 3', 'iostat -o JSON'],
    held: ['iostat 1', 'iostat -f /x', 'iostat -q'],
  },
  dmesg: {
    granted: ['dmesg', 'dmesg -T', 'dmesg --level=err,warn', 'dmesg -l err -T'],
    held: [
      'dmesg -C',
      'dmesg -c',
      'dmesg -Tc',
      'dmesg -D',
      'dmesg -E',
      'dmesg -n 1',
      'dmesg -w',
      'dmesg -W',
      'dmesg -F /x',
      'dmesg --clear',
    ],
  },
  systemctl: {
    granted: [
      'systemctl',
      'systemctl status nginx',
      'systemctl is-active ssh',
      'systemctl list-units --failed --no-pager',
      'systemctl --failed',
      'systemctl show -p ActiveState ssh',
      'systemctl cat ssh',
      'systemctl status -n 50 ssh',
      'systemctl --type=service --state running',
    ],
    held: [
      'systemctl restart x',
      'systemctl -H h status',
      'systemctl -M c status',
      'systemctl --root=/x list-units',
      'systemctl show-environment',
      'systemctl show -p Environment x',
      'systemctl set-property x y',
      'systemctl is-active',
      'systemctl stop',
      'systemctl kill x',
      'systemctl edit x',
      'systemctl --force reboot',
      'systemctl status x restart/y',
    ],
  },
  journalctl: {
    granted: [
      'journalctl -u ssh',
      'journalctl -n 100 --no-pager',
      'journalctl -xe',
      'journalctl --since=-1h -p err',
      'journalctl -b -1',
      'journalctl -b',
      'journalctl _PID=1',
      'journalctl --disk-usage',
      'journalctl -k -g oom',
    ],
    held: [
      'journalctl -f',
      'journalctl --follow',
      'journalctl --vacuum-size=1M',
      'journalctl --vacuum-time=1s',
      'journalctl --rotate',
      'journalctl --flush',
      'journalctl --sync',
      'journalctl --cursor-file=/x',
      'journalctl -D /x',
      'journalctl --file=/x',
      'journalctl -xf',
      'journalctl -n 99999',
      'journalctl --setup-keys',
      'journalctl --vac',
      'journalctl /x',
      'journalctl --root=/x',
      'journalctl -M c',
    ],
  },
  timedatectl: {
    granted: ['timedatectl', 'timedatectl status'],
    held: ['timedatectl set-time x', 'timedatectl set-ntp no', 'timedatectl -H h'],
  },
  hostnamectl: {
    granted: ['hostnamectl', 'hostnamectl status'],
    held: ['hostnamectl set-hostname x', 'hostnamectl hostname x', 'hostnamectl -M c'],
  },
  loginctl: {
    granted: ['loginctl', 'loginctl list-sessions'],
    held: ['loginctl terminate-user x', 'loginctl kill-session 1', 'loginctl enable-linger'],
  },
  docker: {
    granted: [
      'docker ps',
      'docker ps -a',
      'docker images',
      'docker version',
      'docker info',
      'docker ps -aq --filter status=exited',
    ],
    held: [
      'docker -H tcp://x ps',
      'docker exec x ls',
      'docker rm x',
      'docker run x',
      'docker inspect x',
      'docker --context x ps',
      'docker',
      'docker images rm /',
    ],
  },
  podman: {
    granted: ['podman ps', 'podman images -a'],
    held: ['podman --url x ps', 'podman ps --sync', 'podman rm x', 'podman exec x'],
  },
  ip: {
    granted: [
      'ip addr',
      'ip a',
      'ip -br addr show',
      'ip link show eth0',
      'ip route',
      'ip -4 route show table all',
      'ip neigh',
      'ip route get 1.1.1.1',
      'ip -s link',
    ],
    held: [
      'ip link set eth0 down',
      'ip link s eth0 down',
      'ip addr add 1.1.1.1/8 dev x',
      'ip addr flush dev x',
      'ip -batch /x',
      'ip -b /x',
      'ip -n ns addr',
      'ip netns exec x sh',
      'ip route del default',
      'ip route get',
      'ip monitor',
      'ip',
      'ip -force link',
      'ip route save',
      'ip link delete x',
      'ip xfrm state',
    ],
  },
  ss: {
    granted: [
      'ss',
      'ss -tulpn',
      'ss -s',
      'ss -tn state established',
      'ss -tn dport = :22',
      'ss --listening --tcp',
    ],
    held: [
      'ss -K',
      'ss -tKn',
      'ss --kill',
      'ss -D /x',
      'ss --diag=/x',
      'ss -F /x',
      'ss -E',
      'ss -N ns',
      'ss -tE',
      'ss --events',
    ],
  },
  netstat: {
    granted: ['netstat -tulpn', 'netstat -rn', 'netstat -s'],
    held: ['netstat -c', 'netstat -tc', 'netstat x', 'netstat --continuous'],
  },
  ping: {
    granted: [],
    held: [
      'ping x',
      'ping -c 1000 x',
      'ping -f -c1 x',
      'ping -c1 -p ff x',
      'ping -c 1',
      'ping -A -c 1 x',
      'ping -c1 -b 255.255.255.255',
      'ping -c1 -I e x',
      'ping -c 1 a b',
    ],
  },
  dig: {
    granted: [],
    held: [
      'dig -f /x',
      'dig -k /x a',
      'dig example.org AXFR',
      'dig -t axfr x',
      'dig +tls-ca=/x a',
      'dig ixfr=1 a',
      'dig -f/x',
    ],
  },
  host: { granted: [], held: ['host', 'host -l x', 'host -t axfr x', 'host -m trace x'] },
  nslookup: { granted: [], held: ['nslookup', 'nslookup -', 'nslookup -type=axfr x', 'nslookup -port=1 x'] },
  dpkg: {
    granted: ['dpkg -l', 'dpkg -s bash', 'dpkg -L bash', 'dpkg -l lib*'],
    held: [
      'dpkg -i x',
      'dpkg -P x',
      'dpkg --configure -a',
      'dpkg -l --pre-invoke=x',
      'dpkg --root=/x -l',
      'dpkg',
      'dpkg -r x',
      'dpkg --status-logger=x -l',
    ],
  },
  'dpkg-query': {
    granted: ['dpkg-query -W', 'dpkg-query -W -f ${Package} bash', 'dpkg-query -l'],
    held: ['dpkg-query', 'dpkg-query --admindir=/x -l', 'dpkg-query -W --root=/x'],
  },
  rpm: {
    granted: ['rpm -qa', 'rpm -q bash', 'rpm -qi bash', 'rpm -qa --last'],
    held: [
      'rpm -e x',
      'rpm --eval x',
      'rpm -qa --pipe sh',
      'rpm -E x',
      'rpm -V x',
      'rpm -qp /x',
      'rpm -i',
      'rpm -q --define a b',
      'rpm -qa --qf x',
      'rpm -qa --rcfile=/x',
    ],
  },
  apt: {
    granted: ['apt list', 'apt list --installed', 'apt show bash', 'apt policy'],
    held: [
      'apt install x',
      'apt -o x=y list',
      'apt list -o x=y',
      'apt list -c /x',
      'apt update',
      'apt',
      'apt show',
    ],
  },
  'apt-cache': {
    granted: ['apt-cache policy bash', 'apt-cache show bash'],
    held: ['apt-cache gencaches', 'apt-cache -o x=y policy', 'apt-cache show -c=/x bash'],
  },
};

const DIAGNOSE = [
  'ping -c 3 example.org',
  'ping -4 -c1 -W2 10.0.0.1',
  'ping -w 5 host',
  'dig example.org',
  'dig +short example.org MX @1.1.1.1',
  'dig -x 1.1.1.1',
  'host example.org',
  'host -t mx example.org',
  'nslookup example.org',
  'nslookup -type=mx example.org 1.1.1.1',
  'getent hosts example.org',
];

const words = (line: string): string[] => line.split(' ').map((word) => word.replaceAll('␣', ' '));
const rows = (pick: 'granted' | 'held') => Object.values(EXAMPLES).flatMap((examples) => examples[pick]);

it('has an example that is granted and two that are not for each program', () => {
  expect(Object.keys(EXAMPLES).sort()).toEqual(programNames().sort());
  for (const [name, { granted, held }] of Object.entries(EXAMPLES)) {
    const all = [...granted, ...DIAGNOSE].filter((line) => line.split(' ')[0] === name);
    expect([name, all.length > 0, held.length > 1]).toEqual([name, true, true]);
  }
});

it.each(rows('granted'))('grants %s at observe', (line) => {
  expect(judgeArgv(words(line))).toMatchObject({
    level: 'observe',
    risk: 'low',
    known: true,
    sensitive: false,
  });
});

it.each(DIAGNOSE)('grants %s at diagnose, not below', (line) => {
  expect(judgeArgv(words(line))).toMatchObject({
    level: 'diagnose',
    risk: 'medium',
    known: true,
    sensitive: false,
  });
});

it.each(rows('held'))('holds %s back', (line) => {
  const { level, known, sensitive, reasons } = judgeArgv(words(line));
  expect([level, known && !sensitive]).toEqual(['remediate', false]);
  expect(reasons[0]).toMatchObject({ rule: expect.any(String), text: expect.stringMatching(/\.$/) });
});

it('names only kinds that exist', () => {
  const kinds = (grammar: Grammar): string[] => [
    ...Object.values(grammar.values ?? {}),
    ...Object.values(grammar.optional ?? {}),
    ...Object.values(grammar.lastLetter ?? {}),
    ...(grammar.operands ?? []).map((kind) => kind.replace(/\*$/, '')),
    ...Object.values(grammar.verbs ?? {}).flatMap(kinds),
  ];
  const missing = Object.values(GRAMMARS)
    .flatMap(kinds)
    .filter((kind) => !isKind(kind));
  expect(missing).toEqual([]);
});

it('never lists an option both with and without a value', () => {
  for (const [name, grammar] of Object.entries(GRAMMARS)) {
    const { flags, values } = compile(name, grammar);
    expect([name, [...values.keys()].filter((option) => flags.has(option))]).toEqual([name, []]);
  }
});
