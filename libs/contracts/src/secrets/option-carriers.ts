import { isNoOption, type Carrier } from './carrier.js';

const ARGUMENT = '("[^"]{1,256}"|\'[^\']{1,256}\'|[^\\s"\';|&<>]{1,256})';
/** Anything between a program and its option, within one command. */
const BETWEEN = '(?:[ \\t]{1,8}[^\\s;|&]{1,200}){0,30}?[ \\t]{1,8}';
const hasPair = (secret: string) => isNoOption(secret) && /^["']?[^:/]{1,200}:(?!\d{1,5}$)/.test(secret);

/** `programs` and `options` are patterns; what follows the option, in quotes or without, is the secret. */
function option(kind: string, programs: string, options: string, accepts = isNoOption): Carrier {
  const pattern = `(\\b(?:${programs})(?:\\.exe)?\\b${BETWEEN}(?:${options}))${ARGUMENT}`;
  return { kind, hint: '', pattern: new RegExp(pattern, 'g'), accepts };
}

/** Passwords that are given to programs as an option; one look tells whether a line names any of the programs. */
export const OPTION_CARRIERS: readonly Carrier[] = [
  option(
    'mysql-option',
    'mysql|mysqldump|mysqladmin|mysqlimport|mysqlshow|mysqlcheck|mysqlpump|mysqlsh|mariadb|mariadb-dump|mariadb-admin|xtrabackup|mydumper|7za?|7zz|rar|unrar|sshpass',
    '-p(?![ \\t])',
  ),
  option(
    'password-option',
    'sshpass|(?:docker|podman|buildah|skopeo|oc|az|cf|helm registry)[ \\t]{1,4}login|mongo|mongosh|mongodump|mongorestore|mongoexport|mongoimport|mongostat|xfreerdp|rdesktop|crackmapexec|nxc|psexec|smbmap|evil-winrm|mosquitto_pub|mosquitto_sub|cqlsh|arangosh|influx|clickhouse-client|useradd|usermod|vncdo|teradata',
    '-p[ \\t=]{1,4}|--pw[ =]',
  ),
  option('password-option', 'redis-cli|keydb-cli|valkey-cli', '-a[ \\t]{1,4}|--pass[ =]'),
  option(
    'password-option',
    'ldapsearch|ldapmodify|ldapadd|ldapdelete|ldappasswd|ldapwhoami|ldapcompare',
    '-w[ \\t]{0,4}',
  ),
  option('password-option', 'ipmitool|sqlcmd|bcp|zip|unzip|osql|isql|hydra|medusa', '-P[ \\t]{0,4}'),
  option(
    'pair-option',
    'curl|wget|http|https|xh|smbclient|rpcclient|smbget|net|winexe|wmic|jfrog|ab',
    '(?:-u|--user|--proxy-user|-U|-A|-a|--auth)[ \\t=]{0,4}',
    hasPair,
  ),
  option('smb-option', 'smbclient|rpcclient|net|winexe|wmiexec|pth-\\w{1,20}', '-U[ \\t=]{0,4}', (secret) =>
    secret.includes('%'),
  ),
  option(
    'snmp-option',
    'snmpwalk|snmpget|snmpset|snmpbulkwalk|snmpbulkget|snmptrap|snmptable|snmpgetnext|snmpstatus|snmpdf',
    '-[cAX][ \\t]{1,4}',
  ),
  option(
    'cipher-option',
    'openssl',
    '-(?:k|K|passin|passout|pass|passwd)[ \\t]{1,4}(?:pass:)?',
    (secret) => !/^["']?(?:env|file|fd|stdin)\b/.test(secret),
  ),
  option(
    'vault-login',
    'vault login|vault operator unseal|doppler configure set token|flyctl auth token|gh auth login --with-token <<<|sentry-cli login --auth-token',
    '',
  ),
  option(
    'htpasswd-option',
    'htpasswd',
    '-[A-Za-z]{0,4}b[A-Za-z]{0,4}(?:[ \\t]{1,4}-\\w{1,4})?[ \\t]{1,4}\\S{1,200}[ \\t]{1,4}\\S{1,64}[ \\t]{1,4}|-[A-Za-z]{0,3}n[A-Za-z]{0,3}b[A-Za-z]{0,3}[ \\t]{1,4}\\S{1,64}[ \\t]{1,4}',
  ),
];

/** A line that names none of the programs holds none of their options. */
export const OPTION_HINT =
  /\b(?:mysql|mariadb|xtrabackup|mydumper|7z|rar\b|unrar|sshpass|login|mongo|freerdp|rdesktop|crackmapexec|nxc|psexec|smb|evil-winrm|mosquitto|cqlsh|arangosh|influx|clickhouse|useradd|usermod|vncdo|teradata|xfreerdp|redis-cli|keydb-cli|valkey-cli|ldap|ipmitool|sqlcmd|bcp|zip|unzip|osql|isql|hydra|medusa|curl|wget|https? |xh |rpcclient|net |winexe|wmi|jfrog|ab |pth-|snmp|openssl|vault|doppler|flyctl|gh |sentry-cli|htpasswd)/;
