import { isOwnPath } from './own-places.js';

/**
 * Files and folders whose contents are secrets, or lead to them. A path is one of these wherever it hangs: below a
 * backup, a container's layers or `/proc/1/root` as well. Compared in lower case, without a trailing slash.
 */
const SENSITIVE: RegExp[] = [
  // Accounts and rights
  /(^|\/)[^/]*g?shadow[^/]*$/,
  /(^|\/)etc\/(sudoers|security\/opasswd|krb5\.keytab|polkit-1)/,
  /(^|\/)sudoers(\.[^/]*)?(\/|$)/,
  /(^|\/)(opasswd|master\.passwd|spwd\.db|passwd\.bak|sam|ntds\.dit)$/,
  /(^|\/)[^/]*\.(keytab|htpasswd)$|(^|\/)\.?htpasswd|(^|\/)krb5cc[^/]*$/,
  /(^|\/)(virtual[-_]users[^/]*|userlist\.txt|tomcat-users\.xml|user-mapping\.xml|upsd\.users|dovecot\/users)$/,
  /(^|\/)var\/(backups|mail|crash|spool\/(mail|postfix|exim4?))(\/|$)/,
  // Keys and certificates' private parts
  /(^|\/)\.ssh(\/|$)/,
  /(^|\/)(id_(rsa|dsa|ecdsa|ed25519)(_sk)?|identity)(?!.*\.pub$)[^/]*$/,
  /(^|\/)ssh_host_[^/]*_key$/,
  /\.(pem|key|p12|pfx|pkcs12|jks|jceks|keystore|kdbx?|ppk|gpg|asc|age|ovpn|agekey|secret|secrets|p8|der|psk|keyring)(\.[^/]*)?$/,
  /(^|\/)(auth_?key|psk|rsakeys\.ini|pass|passphrase)(\.txt)?$/,
  /(^|\/)(ssl|tls|pki|certs?|ca)(\/[^/]*)*\/(private|keys?)(\/|$)/,
  /(^|\/)etc\/(letsencrypt\/(accounts|keys)|wireguard|openvpn|ipsec\.[^/]*|swanctl|strongswan|wpa_supplicant|iwd|ppp\/[^/]*secrets)/,
  /(^|\/)[^/]*privkey[^/]*$/,
  /(^|\/)etc\/(networkmanager\/system-connections|cryptsetup|luks|crypttab|credstore[^/]*|credentials)/,
  /(^|\/)\.(gnupg|password-store|pki|keys)(\/|$)/,
  /(^|\/)(keyrings?|keychains?)(\/|$)/,
  // Tokens, passwords, environments
  /(^|\/)\.?env(\.[^/]*)?$|\.env(\.[^/]*)?$|(^|\/)\.envrc$|(^|\/)environ$/,
  /(^|\/)etc\/environment(\.d)?(\/|$)/,
  /(secret|credential|passw(or)?ds?($|[^/a-z])|token|api[-_]?key|private[-_]?key)/,
  /(^|\/)\.(netrc|pgpass|my\.cnf|mylogin\.cnf|git-credentials|npmrc|pypirc|yarnrc[^/]*|dockercfg|boto|s3cfg|rhosts)/,
  /(^|\/)_?netrc$|(^|\/)(debian|my)\.cnf$|(^|\/)(wp-config|configuration|config|parameters|database|(local[-_.])?settings)[^/]*\.(php|py|inc)$/,
  /(^|\/)\.?(msmtprc|fetchmailrc|muttrc|terraformrc|xauthority|iceauthority|purple|remmina|subversion\/auth|ansible\/cp)(\/|$)|\.remmina$/,
  /(^|\/)etc\/(apt\/auth\.conf(\.d)?|ssmtp|odbc\.ini|ddclient\.conf|inadyn\.conf|iscsi|hostapd|duplicity|turnserver\.conf)(\/|$)/,
  /(^|\/)(anaconda-ks|ks|preseed|autoinst)\.(cfg|xml)$|(^|\/)cdebconf(\/|$)/,
  /(^|\/)\.(aws|azure|kube|docker|gcloud|oci|terraform\.d|vault[^/]*|m2|gem|cargo|chef|config\/[^/]*)(\/|$)/,
  /(^|\/)(kubeconfig[^/]*|[^/]*\.kubeconfig|kubelet\.conf|admin\.conf|super-admin\.conf)$/,
  /(^|\/)(etc\/(kubernetes|rancher)|var\/lib\/(kubelet|rancher|etcd|vault))(\/|$)/,
  /(^|\/)terraform\.tfstate|\.tfvars(\.json)?$|(^|\/)(database|secrets|master)\.(yml|yaml|key|json)$/,
  /(^|\/)(run|var\/run)\/(secrets|credentials|user)(\/|$)/,
  // Settings of services and applications, where passwords stand between the lines
  /(^|\/)\.git\/config$/,
  /(^|\/)(redis|mongod?b?|rabbitmq|elasticsearch|application|bootstrap|(app|local)?settings|config)[^/]*\.(conf|cfg|ya?ml|properties|toml|ini|json|config)$/,
  // Directories, mail, telephony, monitoring: what they sign in with stands in their one file
  /(^|\/)etc\/(sssd|dovecot\/dovecot-(sql|ldap|dict)[^/]*|(open)?ldap\/slapd\.(conf|d)|raddb|freeradius|asterisk|knot|powerdns|snmp)(\/|$)/,
  /(^|\/)etc\/(grafana|gitlab|zabbix\/zabbix_(server|proxy)[^/]*|nagios\/resource\.cfg|icinga2\/conf\.d\/api-users\.conf|icinga2\/features-[^/]*\/ido-[^/]*)(\/|$)/,
  /(^|\/)etc\/(datadog-agent\/datadog\.yaml|newrelic-infra\.yml|(vault|consul|nomad)(\.d)?)(\/|$)|(^|\/)alertmanager[^/]*\.ya?ml$/,
  // What people typed, browsed and stored; what programs held in memory
  /(^|\/)[._][^/]*history[^/]*$|(^|\/)[a-z]+_history$|(^|\/)\.(viminfo|lesshst|wget-hsts|mozilla|thunderbird)(\/|$)/,
  /(^|\/)(login data|logins\.json|key[34]\.db|cookies(\.sqlite)?)$/,
  /(^|\/)(core(\.\d+)?|[^/]*\.core|[^/]*\.h?dmp|swapfile|vmcore[^/]*)$|(^|\/)systemd\/coredump(\/|$)/,
  /(^|\/)proc\/[^/]+(\/task\/[^/]+)?\/(environ|mem|auxv|root|cwd|fd|fdinfo|map_files|exe|ns)(\/|$)/,
  /(^|\/)proc\/(kcore|kmsg|keys|key-users|kallsyms|kpage[^/]*|sysrq-trigger)$/,
  /(^|\/)dev\/(k?mem|port|core)$/,
  // Stores of other programs
  /(^|\/)var\/lib\/(mysql|mariadb|postgresql|pgsql|mongodb|redis|docker|containerd|containers|sss|samba|private|ldap)(\/|$)/,
  /(^|\/)var\/lib\/(grafana|gitea|forgejo|gitlab|vaultwarden|couchdb|influxdb|cassandra|clickhouse|elasticsearch|opensearch|rabbitmq|ceph|snmp|net-snmp)(\/|$)/,
  /(^|\/)(var\/lib\/jenkins|\.jenkins|jenkins_home)\/(users|identity|config|secret|[^/]*\.xml)/,
  /(^|\/)var\/lib\/(networkmanager|bluetooth|iwd|cloud|waagent|amazon|systemd\/(credential|random)[^/]*)(\/|$)/,
];

/** Names that look like one of the above and are public on every system. */
const PUBLIC =
  /^\/(usr\/)?(local\/)?s?bin\/[^/]+$|^(\/usr)?\/etc\/(passwd-?|login\.defs|pam\.d\/[a-z-]+|nsswitch\.conf)$|\.pub$|^\/etc\/(ssl|pki\/tls)\/certs\/[^/]+\.(crt|pem)$|^(?!.*(key|private)).*\/((full)?chain|cert|ca-bundle|ca-cert|cacert|ca)\d*\.(pem|crt)$/;

/** Whether a path is, or lies in, a place where secrets are kept. `path` is absolute and has no `..` in it. */
export function isSensitivePath(path: string): boolean {
  const lower = path
    .toLowerCase()
    .replace(/\/+/g, '/')
    .replace(/\/(\.\/)+/g, '/')
    .replace(/(.)\/\.?$/, '$1');
  if (PUBLIC.test(lower)) return /(^|\/)\.?legator(\/|$)|(^|\/)\.ssh\//.test(lower);
  return isOwnPath(path) || SENSITIVE.some((pattern) => pattern.test(lower));
}

/** Where reading contents is known to end and to change nothing; elsewhere below these roots it is not granted. */
const SPECIAL: Record<string, RegExp> = {
  '/dev': /^\/dev\/null$/,
  // For awk a connection.
  '/inet': /(?!)/,
  '/inet4': /(?!)/,
  '/inet6': /(?!)/,
  '/run':
    /^\/run\/(utmp|motd\.dynamic|reboot-required(\.pkgs)?|[a-z0-9_-]+\.pid|[a-z0-9_-]+\/[a-z0-9_-]+\.pid|systemd\/resolve\/[a-z-]+\.conf)$/,
  '/proc':
    /^\/proc\/(cpuinfo|meminfo|loadavg|uptime|version|mounts|stat|diskstats|swaps|partitions|interrupts|softirqs|filesystems|modules|vmstat|buddyinfo|slabinfo|zoneinfo|devices|cmdline|mdstat|locks|crypto|consoles|cgroups|pressure\/(cpu|io|memory|irq)|(self\/|thread-self\/|\d+\/)?net\/([a-z0-9_]+|(bonding|vlan)\/[a-z0-9_.-]+)|sys\/(kernel|vm|fs|net)\/[a-z0-9_./-]+|(self|\d+)\/(status|stat|statm|limits|io|maps|smaps_rollup|cgroup|mountinfo|mounts|mountstats|sched|schedstat|oom_score|oom_score_adj|comm|cmdline|wchan|numa_maps|loginuid))$/i,
  '/sys':
    /^\/sys\/(class\/(net|thermal|hwmon|power_supply|block|dmi\/id|nvme|scsi_host)|block|devices\/(system|virtual)|fs\/cgroup|module|kernel\/mm)\/[A-Za-z0-9_.:@/-]+$/,
};

/** Whether the contents of a path may be read without waiting for ever, taking something away or touching a device. */
export function isOrdinaryFile(path: string): boolean {
  const real = path.replace(/\/+/g, '/').replace(/^\/var\/run(?=\/|$)/, '/run');
  if (real === '/dev/stdin') return true;
  const root = Object.keys(SPECIAL).find((folder) => real === folder || real.startsWith(`${folder}/`));
  return root === undefined || SPECIAL[root]!.test(real);
}
