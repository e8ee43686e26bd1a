import { nearest } from './path-globs.js';

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
  return [real, nearest(real)].some((one) => PATHS.some((pattern) => pattern.test(one)));
}

/** Whether stopping this unit, or this program, may cut the host off or leave it unwatched. */
export function isVitalUnit(name: string): boolean {
  return UNITS.test(name) || TARGETS.test(name) || /[*?[]/.test(name);
}
