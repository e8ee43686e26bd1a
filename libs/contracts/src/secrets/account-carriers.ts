import { carrier, isNoOption, type Carrier } from './carrier.js';
import { HEX } from './format.js';

/** Passwords of accounts and devices, and what systems keep of them. */
export const ACCOUNT_CARRIERS: readonly Carrier[] = [
  carrier(
    'login-password',
    /login|user/i,
    `(\\b(?:login|user(?:name)?)[ \\t]{1,8}[^\\s]{1,128}[ \\t]{1,8}(?:password|passwd|pass|secret|insecure-password)[ \\t]{1,8}(?:\\d{1,2}[ \\t]{1,4})?)(?!(?:\\d{1,2}[ \\t]{1,4})?\\[redacted\\])("[^"]{1,200}"|[^\\s"]{1,200})`,
    (secret) =>
      !/^(?:for|from|is|was|has|authentication|expired|failed|changed|check|reset|required)$/i.test(secret),
  ),
  carrier(
    'switch-password',
    /enable|username|line|key|neighbor|tacacs|radius/i,
    `((?:^|[ \\t])(?:enable |username \\S{1,64} |neighbor \\S{1,64} |tacacs-server |radius-server )(?:privilege \\d{1,2} |host \\S{1,64} )?(?:password|secret|key)[ \\t]{1,4}(?:level \\d{1,2} )?(?:[05789] )?)(?!\\[redacted\\])([^\\s]{3,200})`,
  ),
  carrier(
    'switch-hidden-password',
    /password|key|secret/i,
    `(\\b(?:password|key|secret|key-string|md5)[ \\t][5789][ \\t])([0-9A-F]{8,200}|\\$?\\S{8,200})(?=[ \\t]|$)`,
  ),
  carrier(
    'community',
    /community/i,
    `(\\b(?:(?:snmp-server |set snmp )?(?:ro|rw)?community[ \\t]{1,8}["']?))(?!\\[redacted\\]|name\\b|string\\b)([^\\s"']{3,128})(?=[ \\t"']|$)`,
    (secret) =>
      !/^(?:edition|server|version|support|forum|is|and|of|for|the|list|members?|manager|based|contributed|maintained|in|repository|project|-\\w+)$/i.test(
        secret,
      ),
  ),
  carrier(
    'snmp-user',
    /createuser/i,
    `(createuser[ \\t]{1,8}\\S{1,64}[ \\t]{1,8}(?:md5|sha[0-9-]{0,4})[ \\t]{1,8})(?!\\[redacted\\])([^\\n]{4,300})`,
  ),
  carrier(
    'ipsec',
    /psk|eap|xauth/i,
    `(:[ \\t]{0,4}(?:psk|eap|xauth|ntlm)[ \\t]{1,8})(?!\\[redacted\\]|"\\[redacted\\])("[^"]{1,256}"|0[sx]\\S{4,256})`,
  ),
  carrier(
    'sql-password',
    /password|identified/i,
    `(\\b(?:identified(?:[ \\t]{1,4}with[ \\t]{1,4}\\S{1,40})?[ \\t]{1,4}(?:by|as)(?:[ \\t]{1,4}password)?|(?:encrypted |with )password|set password[^'"\\n]{0,80}=(?:[ \\t]{0,4}password\\()?|password(?=[ \\t]))[ \\t]{0,4})((?!'\\[redacted\\])'[^']{1,256}'|(?!"\\[redacted\\])"[^"]{1,256}")`,
  ),
  carrier(
    'redis-acl',
    /auth|user/i,
    `((?:^|[ \\t>])auth[ \\t]{1,4}(?:default[ \\t]{1,4}|\\w{1,32}[ \\t]{1,4})?)((?!\\[redacted\\])\\S{6,200})(?=[ \\t]{0,4}$)`,
    (secret) => /\d/.test(secret) && !/^[\w.-]{1,60}[:[/=]/.test(secret),
  ),
  carrier(
    'redis-acl-user',
    /user/i,
    `(\\buser[ \\t]{1,4}\\S{1,64}[ \\t]{1,4}(?:on|off)[ \\t][^\\n>]{0,100}>)(\\S{3,200})`,
  ),
  carrier(
    'crypt-hash',
    '$',
    '(\\$(?:[156789y]|2[abxy]?|gy|md5|sha1|apr1|P|H|S|B|argon2\\w{1,2}|scrypt|pbkdf2(?:-sha\\d{1,3})?|bcrypt(?:-sha256)?|sha256|sha512|NT|ml|episerver|DCC2)\\$)(?!\\[redacted\\])([^\\s:\'"<>]{8,512})',
  ),
  carrier(
    'crypt-hash',
    /\{/,
    '(\\{(?:s?sha(?:256|384|512)?|s?md5|crypt|plain|clear(?:text)?|blf-crypt|cram-md5|argon2\\w{0,2}|pbkdf2|ssha\\d{0,3}|lanman|nt)\\})(?!\\[redacted\\])([^\\s:\'"}]{4,512})',
  ),
  carrier(
    'django-hash',
    '$',
    '(\\b(?:pbkdf2_sha\\d{1,3}|bcrypt_sha256|scrypt|argon2|md5|sha1)\\$)(?!\\[redacted\\])([^\\s:\'"]{20,512})',
  ),
  carrier('scram', 'SCRAM-', `(\\bSCRAM-SHA-(?:1|256|512)\\$\\d{1,8}:)([A-Za-z0-9+/=$:]{20,512})`),
  carrier('postgres-md5', 'md5', `(["'\\s|=:]md5)(${HEX}{32})(?!${HEX})`),
  carrier('mysql-hash', '*', `((?:^|["'\\s|:])\\*)(${HEX}{40})(?!${HEX})`),
  carrier(
    'shadow',
    ':',
    '(^[a-z_][\\w.-]{0,31}:)(?!\\[redacted\\])([^\\s:*!$]{13,200})(?=:\\d{0,6}:\\d{0,6}:\\d{0,6}:\\d{0,6}:)',
  ),
  carrier(
    'htpasswd',
    ':',
    '(^[a-z_][\\w.-]{0,31}:)([A-Za-z0-9./]{13})(?=[ \\t]{0,4}$)',
    (secret) => /\d/.test(secret) && /[A-Z]/.test(secret),
  ),
  carrier(
    'pgpass',
    ':',
    '(^(?:[\\w.*-]{1,100}|\\[[0-9a-f:]{2,40}\\]|/[\\w./-]{1,100}):(?:\\d{2,5}|\\*):[\\w*-]{1,64}:[\\w*.-]{1,64}:)(?!\\[redacted\\]|[\\d:]{1,256}$)(\\S{1,256})(?=$)',
  ),
  carrier('ntlm', ':::', `(\\b[^\\s:]{1,64}:\\d{1,10}:)(${HEX}{32}:${HEX}{32})(?=:::)`),
  carrier(
    'ntlm-challenge',
    '::',
    `(\\b[\\w.-]{1,64}::[\\w.-]{1,64}:)(${HEX}{16}:${HEX}{32}:${HEX}{20,4096})`,
  ),
  carrier(
    'mail-relay',
    /\[/,
    '(^\\[[\\w.-]{1,100}\\](?::\\d{1,5})?[ \\t]{1,16}[^\\s:]{1,100}:)(?!\\[redacted\\])(\\S{1,200})(?=$)',
  ),
  carrier(
    'chap-secret',
    /"/,
    '(^"?[\\w.@\\\\-]{1,64}"?[ \\t]{1,8}(?:\\*|"?[\\w.-]{1,64}"?)[ \\t]{1,8}")(?!\\[redacted\\])([^"\\s]{4,200})(?="[ \\t]{1,8}(?:\\*|\\d{1,3}\\.))',
  ),
  carrier(
    'stats-auth',
    /auth/i,
    '(\\bstats[ \\t]{1,4}auth[ \\t]{1,4}[^\\s:]{1,64}:)(?!\\[redacted\\])(\\S{1,200})',
  ),
  carrier(
    'secure-string',
    /securestring/i,
    `(\\bconvertto-securestring(?:[ \\t]{1,4}-(?:string|asplaintext|force)){0,3}[ \\t]{1,4})((?!"\\[redacted\\])"[^"]{1,200}"|'[^']{1,200}')`,
  ),
  carrier(
    'windows-user',
    /\bnet1?\b/i,
    `(\\bnet1?(?:\\.exe)?[ \\t]{1,4}user[ \\t]{1,4}(?:"[^"]{1,64}"|\\S{1,64})[ \\t]{1,4})((?![/*])\\S{3,128})`,
    isNoOption,
  ),
  carrier(
    'windows-share',
    /\bnet1?\b/i,
    `(\\bnet1?(?:\\.exe)?[ \\t]{1,4}use[ \\t][^\\n]{0,200}?/u(?:ser)?:\\S{1,100}[ \\t]{1,4})((?![/*])\\S{3,128})`,
    isNoOption,
  ),
  carrier(
    'windows-option',
    /\/p|\/rp|-pw/i,
    `((?:^|[ \\t])(?:/p(?:ass(?:word)?)?:|/rp[ \\t]{1,4}|-pw[ \\t]{1,4}))(?!\\[redacted\\])("[^"]{1,200}"|[^\\s"]{2,200})`,
    isNoOption,
  ),
  carrier(
    'piped-password',
    /chpasswd|--stdin/i,
    `(\\becho[ \\t]{1,4}(?:-[ne]{1,2}[ \\t]{1,4})?["']?(?:[\\w.-]{1,32}:)?)(?!\\[redacted\\])([^\\s"'|]{1,200})(?=["']?[ \\t]{0,4}\\|[ \\t]{0,4}(?:sudo[ \\t]{1,4})?(?:chpasswd|passwd[ \\t]))`,
  ),
  carrier(
    'piped-sudo',
    /sudo/i,
    `(\\becho[ \\t]{1,4}["']?)(?!\\[redacted\\])([^\\s"'|]{1,200})(?=["']?[ \\t]{0,4}\\|[ \\t]{0,4}sudo[ \\t]{1,4}-[A-Za-z]{0,4}S)`,
  ),
  carrier(
    'kerberos-key',
    /ktutil|addprinc|kinit/i,
    `(\\b(?:addprinc|change_password|cpw)[ \\t][^\\n]{0,80}-pw[ \\t]{1,4})(\\S{1,200})`,
  ),
];
