import { namesAmong, namings } from './name-globs.js';
import { isGlob, mayLieIn, nearest, stand } from './path-globs.js';

/** What a host needs to run, to be reached and to be watched: nobody changes it without a person. */

const PATHS: RegExp[] = [
  /^\/?$|^\/(boot|dev|proc|sys|run|lib|lib64|bin|sbin|efi)(\/|$)|^\/(etc|usr|var|home|root|opt|srv)\/?$/,
  /^\/usr\/(bin|sbin|lib|lib64|libexec|local\/s?bin)(\/|$)/,
  /^\/etc\/(passwd|group|fstab|crypttab|hosts\.(allow|deny)|inittab|ld\.so\.[^/]*|rc\.local|profile|bash\.bashrc|shells|securetty|exports|doas\.conf|crontab|anacrontab|localtime|nologin|subuid|subgid|nsswitch\.conf|login\.defs)/,
  /^\/etc\/(sudoers|ssh|pam\.d|pam\.conf|cron\.[^/]*|systemd|init\.d|init|rc\d?\.d|profile\.d|security|selinux|apparmor[^/]*|audit|rsyslog[^/]*|udev|modprobe\.d|modules[^/]*|sysctl[^/]*|apt\/(apt\.conf|trusted|sources)|yum[^/]*|dnf|pki|ssl|xdg\/autostart|grub\.d|default\/grub|update-motd\.d|network|networkmanager|netplan|iptables|nftables[^/]*|ufw|firewalld)(\/|$)/i,
  /^\/var\/(log|spool\/cron|spool\/at|lib\/(dpkg|rpm|apt|pacman|systemd|dbus|docker|containerd|kubelet|etcd|mysql|postgresql|mongodb|redis|mariadb|pgsql))(\/|$)/,
  /(^|\/)\.(bashrc|bash_profile|bash_login|bash_logout|profile|zshrc|zprofile|zshenv|rhosts|forward|xinitrc|vimrc|gitconfig|config)(\/|$)|(^|\/)\.git\/hooks(\/|$)/,
  /(^|\/)authorized_keys[^/]*$|(^|\/)\.ssh(\/|$)/,
];

/** Folders and files of these that most hosts have, and names of the others: what a pattern is tried against. */
const FOLDERS = (
  '/usr/bin /usr/sbin /usr/lib /usr/lib64 /usr/libexec /usr/local/bin /usr/local/sbin /etc/sudoers /etc/sudoers.d ' +
  '/etc/ssh /etc/pam.d /etc/pam.conf /etc/cron.d /etc/cron.hourly /etc/cron.daily /etc/cron.weekly /etc/cron.monthly ' +
  '/etc/systemd /etc/init.d /etc/init /etc/rc.d /etc/rc0.d /etc/rc1.d /etc/rc2.d /etc/rc3.d /etc/rc4.d /etc/rc5.d ' +
  '/etc/rc6.d /etc/rcs.d /etc/profile.d /etc/security /etc/selinux /etc/apparmor /etc/apparmor.d /etc/audit ' +
  '/etc/rsyslog.d /etc/udev /etc/modprobe.d /etc/modules-load.d /etc/sysctl.d /etc/apt/apt.conf.d ' +
  '/etc/apt/trusted.gpg.d /etc/apt/sources.list /etc/apt/sources.list.d /etc/yum.repos.d /etc/dnf /etc/pki /etc/ssl ' +
  '/etc/xdg/autostart /etc/grub.d /etc/default/grub /etc/update-motd.d /etc/network /etc/networkmanager /etc/netplan ' +
  '/etc/iptables /etc/nftables /etc/ufw /etc/firewalld /etc/ld.so.conf.d /var/log /var/spool/cron /var/spool/at ' +
  '/var/lib/dpkg /var/lib/rpm /var/lib/apt /var/lib/pacman /var/lib/systemd /var/lib/dbus /var/lib/docker ' +
  '/var/lib/containerd /var/lib/kubelet /var/lib/etcd /var/lib/mysql /var/lib/postgresql /var/lib/mongodb ' +
  '/var/lib/redis /var/lib/mariadb /var/lib/pgsql'
).split(' ');
const NAMES = (
  '.bashrc .bash_profile .bash_login .bash_logout .profile .zshrc .zprofile .zshenv .rhosts .forward .xinitrc .vimrc ' +
  '.gitconfig .config .ssh .git authorized_keys authorized_keys2 hooks'
).split(' ');

/** Units that give access, network, logs or protection. */
const UNITS =
  /^(sshd?|dropbear|networking|network|NetworkManager|systemd-(networkd|resolved|journald|logind|udevd|timesyncd)|dhcpcd|wpa_supplicant|firewalld|ufw|nftables|ip6?tables|netfilter-persistent|auditd|r?syslogd?|syslog-ng|fail2ban|crowdsec|apparmor|selinux[^.]*|clamav[^.]*|falco[^.]*|wazuh[^.]*|ossec[^.]*|osqueryd?|filebeat|auditbeat|falcon-sensor|mdatp|dbus|dbus-broker|polkit|tailscaled|wg-quick@[^.]*|openvpn[^.]*|strongswan|ipsec|legator[^.]*|rkhunter|chkrootkit|aide[^.]*|sysmon|init|systemd|cloud-init[^.]*|qemu-guest-agent|open-vm-tools|amazon-ssm-agent|getty@[^.]*|console-getty)(\.(service|socket|target|timer))?$/i;

/** Targets that take everything along. */
const TARGETS =
  /^(default|multi-user|graphical|basic|sysinit|network|network-online|local-fs|remote-fs|sockets|rescue|emergency|reboot|poweroff|halt|shutdown|kexec|ctrl-alt-del|exit|suspend|hibernate|sleep)\.target$/i;

/** Whether changing this path may cost the host, the access to it, or the traces on it. Absolute; may be a pattern. */
export function isVitalPath(path: string): boolean {
  const real = path.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
  if (real === '/dev/null' || real === '/dev/stdout' || real === '/dev/stderr') return false;
  // A pattern in the first part may stand for any of them.
  if (/^\/[^/]*[*?[]/.test(real) || /^\/(etc|usr|var|home|lib)\/[^/]*[*?[][^/]*$/.test(real)) return true;
  const all = [real, nearest(real)];
  if (isGlob(real)) {
    if (mayLieIn(real, FOLDERS, { stars: true })) return true;
    all.push(...namings(real, (part) => namesAmong(NAMES, part)).flatMap(stand));
  }
  return all.some((one) => PATHS.some((pattern) => pattern.test(one)));
}

/** Whether stopping this unit, or this program, may cut the host off or leave it unwatched. */
export function isVitalUnit(name: string): boolean {
  return UNITS.test(name) || TARGETS.test(name) || /[*?[]/.test(name);
}
