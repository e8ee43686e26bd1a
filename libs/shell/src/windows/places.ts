import { isOwnPath } from '../own-places.js';
import { isSensitivePath } from '../sensitive-paths.js';

/** Files and folders of Windows whose contents are secrets, or lead to them; in lower case, parted by `\`. */
const SENSITIVE: RegExp[] = [
  // Stores of accounts, and copies of them
  /\\(config|repair|regback|windows\.old)\\(.*\\)?(sam|security|system|default|software)(\.[^\\]*)?$/,
  /\\system32\\config(\\|$)|\\repair(\\|$)|\\regback(\\|$)|(^|\\)(sam|security|ntds\.dit|ntds)(\.[^\\]*)?$|\\windows\\ntds(\\|$)/,
  /(^|\\)(ntuser\.(dat|man)|usrclass\.dat)[^\\]*$|\\system volume information(\\|$)/,
  // Answers of installations, settings with passwords
  /(auto)?unattend[^\\]*\.(xml|txt)$|\\panther(\\|$)|(^|\\)sysprep(\.(inf|xml))?(\\|$)|(^|\\)(winnt\.sif|bootstrap\.ini|customsettings\.ini)$/,
  /(^|\\)(groups|services|scheduledtasks|printers|drives|datasources)\.xml$|\\sysvol(\\|$)/,
  /(^|\\)(web|applicationhost|machine|app|administration|redirection|connectionstrings)[^\\]*\.config([^\\]*)$|\.config$|\\inetsrv\\config(\\|$)/,
  /(^|\\)(appsettings|secrets|local\.settings|launchsettings|parameters)[^\\]*\.json$|(^|\\)(global\.asa|php\.ini|my\.ini|tomcat-users\.xml|server\.xml|sitemanager\.xml|recentservers\.xml|filezilla[^\\]*\.xml|winscp\.ini|ultravnc\.ini|vnc\.ini|sitelist\.xml|mremoteng[^\\]*\.xml|confcons\.xml|settings\.xml)$/,
  /\.(rdg|rdp|udl|dsn|psafe3|kwallet|1pif|ps1xml\.enc|clixml|publishsettings|pubxml(\.user)?|wlan)$/,
  /(^|\\)scclient[^\\]*\\|\\wlansvc(\\|$)|\\(eapol|rasphone\.pbk)/,
  // Keys, tokens and credentials of users, machine and cloud
  /\\microsoft\\(protect|credentials|vault|crypto|systemcertificates|identitycrl|teams|tokenbroker|wdigest)(\\|$)|\\microsoft\\.*\\(creds|vaults)(\\|$)/,
  /\\packages\\microsoft\.aad[^\\]*(\\|$)|\\(azureadtokencache|tokencache|msal[^\\]*|accesstokens\.json|azurerm[^\\]*)/,
  /\\programdata\\ssh(\\|$)|(^|\\)known_hosts$/,
  // What people typed and browsed, and what programs held in memory
  /consolehost_history|\\psreadline(\\|$)|_history\.txt$|\\recent(\\|$)|\\stickynotes|plum\.sqlite|\\clipboard(\\|$)/,
  /\\user data(\\|$)|\\(chrome|edge|chromium|opera( software)?|brave-browser|vivaldi|firefox|mozilla)\\(.*)(profiles?|default|user data)(\\|$)|(^|\\)(local state|login data[^\\]*|cookies[^\\]*|web data|history|key[34]\.db|logins\.json|places\.sqlite|signons\.sqlite|cert9\.db)$/,
  /\.(dmp|mdmp|hdmp|kdmp|vmem|vmss|vmsn|vsv|sav|hiv|hive|ost|pst|edb|evtx\.bak|pcapn?g?|etl)$|(^|\\)(pagefile|hiberfil|swapfile)\.sys$|\\(crashdumps|minidump|livekernelreports)(\\|$)/,
  /\\(transcripts?|powershell_transcript[^\\]*)(\\|$)/,
];

/** Of these only the contents are secrets, not that they are there, how large they are and since when. */
const NAMES_ARE_FINE =
  /\.(dmp|mdmp|hdmp|kdmp|config|etl|pst|ost|edb|der|pem|cer|json|xml|ini|ya?ml|conf)$|^\\?(pagefile|hiberfil|swapfile)\.sys$|\\(crashdumps|minidump|livekernelreports|panther|transcripts|inetsrv\\config)\\?$/;

/** Whether a path, in Windows' own writing, is or lies in a place where secrets are kept. */
export function isSecretPlace(path: string, contents = true): boolean {
  const lower = path
    .toLowerCase()
    .replaceAll('/', '\\')
    .replace(/\\+/g, '\\')
    .replace(/(.)\\$/, '$1');
  if (/\.pub$/.test(lower) && !/\\\.ssh\\/.test(lower)) return false;
  if (/^[a-z]:\\windows\\system32\\(drivers\\etc\\[a-z]+|[a-z0-9_-]+\.(exe|dll))$/.test(lower)) return false;
  const bare = lower.replace(/^[a-z]:/, '');
  const slashed = `/${bare}`.replaceAll('\\', '/').replace(/\/+/g, '/');
  if (!contents && NAMES_ARE_FINE.test(bare)) return false;
  // Many commands take a folder with all that is in it.
  if (isOwnPath(slashed, { whole: true })) return true;
  return SENSITIVE.some((pattern) => pattern.test(bare)) || isSensitivePath(slashed);
}

const SECRET_KEYS: RegExp[] = [
  /^hk(lm|u|cu)\\(sam|security)(\\|$)|\\(sam|security)\\(sam|policy|cache)(\\|$)/,
  /\\winlogon(\\|$)|\\lsa\\(jd|skew1|gbg|data|secrets)|\\policy\\secrets/,
  /\\snmp\\parameters|\\(orl|winvnc[34]?|tightvnc|ultravnc|realvnc|turbovnc|tigervnc)(\\|$)/,
  /\\(simontatham|putty|winscp[^\\]*|martin prikryl|openssh|filezilla[^\\]*|mobatek|teamviewer|anydesk)(\\|$)/,
  /\\(environment|typedurls|runmru|typedpaths|recentdocs|wordwheelquery)(\\|$)|\\terminal server client(\\|$)/,
  /\\(intelliforms|protected storage[^\\]*|credssp|identitystore|idcrl|wlansvc|wifi|aadtokens?|laps)(\\|$)/,
  /\\(legator)(\\|$)|(passw|secret|credential|apikey|token)/,
];

/** Names of the great branches of the registry, as they are written by different programs. */
const HIVES: Record<string, string> = {
  hkey_local_machine: 'hklm',
  hkey_current_user: 'hkcu',
  hkey_users: 'hku',
  hkey_classes_root: 'hkcr',
  hkey_current_config: 'hkcc',
};

/** A key of the registry as `hklm\software\x`, if the word names one. */
export function registryKey(word: string): string | undefined {
  const lower = word
    .toLowerCase()
    .replaceAll('/', '\\')
    .replace(/^(microsoft\.powershell\.core\\)?registry::\\?/, '')
    .replace(/\\+/g, '\\')
    .replace(/\\$/, '');
  const match = /^([a-z_]+)(:?)(\\.*)?$/.exec(lower);
  if (!match) return undefined;
  const hive = HIVES[match[1]!] ?? Object.values(HIVES).find((one) => one === match[1]);
  return hive === undefined ? undefined : `${hive}${match[3] ?? ''}`.replace(/\\$/, '');
}

/** What a key is, from the answer of `registryKey`. A branch as a whole holds secrets somewhere below. */
export function isSecretKey(key: string): boolean {
  return SECRET_KEYS.some((pattern) => pattern.test(key));
}

/** Values of the registry that are secrets wherever they stand. */
export function isSecretName(name: string): boolean {
  return /passw|pwd|secret|credential|token|apikey|api_key|connectionstring|cpassword|environ|privatekey|recoverykey|adm?pwd|\blaps|startinfo|keyprotector|numericalpassword|startupkey|communit/i.test(
    name,
  );
}

/** Where a change would touch the system itself, its programs, or what starts with it. */
export function isProtectedPlace(path: string): boolean {
  const lower = path.toLowerCase().replaceAll('/', '\\').replace(/\\+/g, '\\');
  if (
    /^[a-z]:\\?$/.test(lower) ||
    /(^|\\)(windows|program files[^\\]*|boot|efi|recovery|perflogs|inetpub)(\\|$)/.test(lower)
  ) {
    return true;
  }
  if (/\\(start menu|startup|windowspowershell|powershell)(\\|$)|\\microsoft\\windows(\\|$)/.test(lower))
    return true;
  if (isOwnPath(lower.replace(/^[a-z]:/, '').replaceAll('\\', '/'), { whole: true })) return true;
  return /(^|\\)(legator(?!-)[^\\]*|autoexec\.bat|bootmgr|profile\.ps1|desktop\.ini|autorun\.inf)(\\|$)/.test(
    lower,
  );
}

/** Services that guard the host, keep its evidence, or let people in. */
export function isProtectedService(name: string): boolean {
  if (
    /mcafee|symantec|sophos|crowdstrike|sentinel|cylance|carbon|defend|kaspersky|eset|trendmicro|bitdefend|avast|avg|malwarebytes|fireeye|sysmon|splunk|osquery|wazuh|elastic|nxlog|edr|antivir|firewall|audit|cortex|tanium|qualys|rapid7/i.test(
      name,
    )
  )
    return true;
  return /^(windefend|wdnissvc|wdfilter|sense|mpssvc|bfe|eventlog|wecsvc|wscsvc|securityhealthservice|sysmon(64)?|samss|lsass|netlogon|rpcss|rpceptmapper|dcomlaunch|lsm|winmgmt|schedule|termservice|winrm|sshd|gpsvc|cryptsvc|vss|swprv|sdrsvc|ntds|kdc|dhcp|nsi|nlasvc|keyiso|appidsvc|wuauserv_protected|csfalconservice|sentinelagent|carbonblack|cbdefense|tmlisten|mcshield|legator.*|microsoft defender.*|windows defender.*|windows firewall|windows event log|base filtering engine|security center|remote desktop services|windows remote management.*|openssh ssh server)$/i.test(
    name,
  );
}

/** Processes without which the host stops, or nobody guards it. */
export function isProtectedProcess(name: string): boolean {
  return /^(system|registry|smss|csrss|wininit|winlogon|services|lsass|lsaiso|svchost|dwm|fontdrvhost|msmpeng|nissrv|mssense|securityhealthservice|sysmon(64)?|legator.*|[0-4])(\.exe)?$/i.test(
    name,
  );
}
