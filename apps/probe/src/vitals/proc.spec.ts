import { parseCpuTime, parseLoad, parseMeminfo, parseMounts, parseTraffic, parseUptime } from './proc.js';

it('reads the uptime in whole seconds', () => {
  expect(parseUptime('351735.47 1270413.77\n')).toBe(351_735);
  expect(parseUptime('')).toBeUndefined();
});

it('reads the load', () => {
  expect(parseLoad('0.52 1.20 10.00 3/512 18765\n')).toEqual([0.52, 1.2, 10]);
  expect(parseLoad('0.52 broken\n')).toBeUndefined();
});

it('reads memory in bytes', () => {
  const lines = parseMeminfo(
    'MemTotal:       16303552 kB\nMemFree:  1 kB\nMemAvailable:    8151776 kB\nHugePages_Total:   0\n',
  );
  expect(lines.get('MemTotal')).toBe(16_303_552 * 1024);
  expect(lines.has('HugePages_Total')).toBe(false);
});

it('counts waiting for a disk as idle, and the time of guests once', () => {
  const text = 'cpu  100 10 40 800 50 0 5 0 70 3\ncpu0 1 2 3 4\nintr 1\n';
  expect(parseCpuTime(text)).toEqual({ busy: 155, total: 1_005 });
  expect(parseCpuTime('cpu0 1 2 3 4')).toBeUndefined();
});

it('adds up the interfaces through which bytes leave the host', () => {
  const text = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
    lo:  116603     145    0    0    0     0          0         0   116603     145    0    0    0     0       0          0
  eth0: 1000 9 0 0 0 0 0 0 200 3 0 0 0 0 0 0
  ens5:11 9 0 0 0 0 0 0 22 3 0 0 0 0 0 0
veth12: 999 9 0 0 0 0 0 0 999 3 0 0 0 0 0 0
`;
  expect(parseTraffic(text)).toEqual({ rx: 1_011, tx: 222 });
});

it('lists each real file system once, at its shortest path, and asks no network one', () => {
  const text = `/dev/sda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
/dev/sda1 /var/lib/docker/bind ext4 rw 0 0
/dev/mapper/data /mnt/with\\040blank xfs rw 0 0
server:/export /mnt/nfs nfs4 rw 0 0
/dev/loop3 /snap/core squashfs ro 0 0
overlay /var/lib/docker/overlay2/x/merged overlay rw 0 0
`;
  expect(parseMounts(text)).toEqual([
    { device: '/dev/sda1', mount: '/', type: 'ext4' },
    { device: '/dev/mapper/data', mount: '/mnt/with blank', type: 'xfs' },
  ]);
  expect(parseMounts('overlay / overlay rw 0 0\n')).toHaveLength(1);
});
