/** A field of what a cloud lists: its first part tells that nothing of a script or a key is below it. */
const FIELD =
  '(name|id|zone|region|location|status|state|machineType|creationTimestamp|createTime|updateTime|size|sizeGb|diskSizeGb|type|network|networkInterfaces|networkIP|INTERNAL_IP|EXTERNAL_IP|address|endpoint|version|tier|databaseVersion|currentMasterVersion|currentNodeVersion|currentNodeCount|sourceRanges|direction|priority|allowed|denied|disabled|projectId|projectNumber)' +
  '(\\[\\d?\\]|\\.[A-Za-z]{1,32}(\\(\\))?){0,6}';
const NAME = '[A-Za-z0-9][A-Za-z0-9_.-]*';

/** Kinds that are one pattern over the whole word. */
export const PATTERNS: Record<string, RegExp> = {
  none: /(?!)/,
  any: /^[^]{0,4096}$/,
  word: /^[^-\r\n][^\r\n]{0,255}$/,
  number: /^[+-]?\d{1,12}(\.\d{1,9})?$/,
  // A file or an address would be read in its place: of the whole word, or of a part of it.
  cloudWord: /^(?!-|@|https?:)(?!.*(=@|@=|fileb?:))[^\r\n]{1,1024}$/i,
  // Fields of what is listed that are names, places, sizes and states.
  cloudColumns: new RegExp(`^(table|value|csv|get)(\\[[a-z-]{1,32}\\])?\\(${FIELD}(, ?${FIELD})*\\)$`),
  // By what nobody may see, nobody may choose either: whether it fits would tell.
  cloudFilter:
    /^(?!-|@)(?!.*(=@|@=|fileb?:|metadata|\benv\b|secret|passw|auth|token|startup|script))[^\r\n]{1,255}$/i,
  query: /^[A-Za-z0-9_.-]{1,64}=[^@\r\n]{0,256}$/,
  fewNumber: /^[+-]?\d{1,7}(\.\d{1,9})?$/,
  // What is signed would be looked at by whatever program the settings name.
  gitFormat: /^(?!.*%G)[^]{0,1024}$/,
  list: /^[0-9,-]{1,255}$/,
  ports: /^[0-9A-Za-z][0-9A-Za-z-]*(,[0-9A-Za-z-]+)*$/,
  letter: /^[^]{1,2}$/,
  cidr: /^[0-9A-Fa-f.:]+(\/\d{1,3})?$/,
  assignment: /^[A-Za-z_][A-Za-z0-9_]*=[^]{0,1024}$/,
  mode: /^[0-7]{3,4}$|^[ugoa]*([+=-][rwxXt]*)(,[ugoa]*[+=-][rwxXt]*)*$/,
  owner: /^[A-Za-z0-9_.-]*(:[A-Za-z0-9_.-]*)?$/,
  resource: /^[A-Za-z][A-Za-z0-9.-]*(\/[A-Za-z0-9][A-Za-z0-9.:_-]*)?$/,
  selector: /^[A-Za-z0-9!(][A-Za-z0-9_./=!,() -]{0,255}$/,
  zone: /^[A-Za-z0-9][A-Za-z0-9_./:@-]{0,127}$/,
  sysctlKey: /^(?!.*(sysrq|core_pattern|modprobe))[a-z][A-Za-z0-9_./*-]{0,127}$/,
  findTypes: /^[bcdpflsD](,[bcdpflsD])*$/,
  findNumber: /^[+-]?\d{1,10}(\.\d{1,3})?$/,
  findSize: /^[+-]?\d{1,12}[bcwkMG]?$/,
  findMode: /^[/+-]?([0-7]{1,4}|[ugoa]*([+=-][rwxXst]*)(,[ugoa]*[+=-][rwxXst]*)*)$/,
  numbersOrWords: /^[A-Za-z0-9][A-Za-z0-9,_.-]{0,255}$|^-\d{1,2}$/,
  lsofAddress: /^[A-Za-z0-9@:.,-]{1,255}$/,
  lsofWord:
    /^[A-Za-z0-9_./][A-Za-z0-9_./@:*-]*$|^:[A-Za-z0-9,-]+$|^(tcp|udp|TCP|UDP)?[@:][A-Za-z0-9.:,-]+$|^\+L1$/,
  fuserWord: /^(?!-)[A-Za-z0-9_./:*-]{1,255}$/,
  sysctlRead: /^[A-Za-z][A-Za-z0-9_./*-]{0,127}$/,
  endpoint: /^([A-Za-z0-9_.-]{1,253}|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?$/,
  // Nothing of who is asking, and no file (@).
  requestHeader:
    /^(Host|Accept|Accept-Encoding|Accept-Language|Cache-Control|Pragma|Origin|Range|User-Agent|Content-Type|Connection|X-Forwarded-[A-Za-z]+|X-Request-Id|If-[A-Za-z-]+): ?[^@\r\n][^\r\n]{0,255}$/i,
  plainText: /^[^@<\r\n-][^\r\n]{0,255}$/,
  // What curl prints of a transfer; %output{} writes a file.
  writeOut: /^(?!@)(?![^]*%(output|\{json|\{header_json))[^]{0,512}$/,
  nmapTarget: /^(?!-)[A-Za-z0-9_.:/-]{1,255}$/,
  // A package, or a file that belongs to one.
  dpkgWord: /^(?!https?:|ftp:|-)[A-Za-z0-9/@*?][A-Za-z0-9+.:_*?~^/@ <>=-]{0,255}$/,
  // Fields only: %( runs a command, %{lua: a script.
  rpmFormat: /^([^%]|%[-0-9]*\{[A-Za-z0-9_:[\]#]*\}|%%)*$/,
  // ldd runs what it is given, in part.
  systemProgram: /^\/(usr\/)?(s?bin|lib(64)?(\/[A-Za-z0-9_-]+)?)\/[A-Za-z0-9_.+-]+$/,
  // The registries; anybody else would be told what is asked.
  whoisHost: /^whois\.[a-z0-9-]+(\.[a-z]{2,})?(\.[a-z]{2})?$/,
  blockName: /^[a-z][a-z0-9-]{1,31}$/,
  lvmName: /^\/?[A-Za-z0-9][A-Za-z0-9_./@:-]{0,127}$/,
  registryImage: /^docker:\/\/[A-Za-z0-9][A-Za-z0-9_.:/@-]{0,254}$/,
  smbHost: /^(\/\/)?[A-Za-z0-9_.-]{1,253}$/,
  suffix: /^[A-Za-z0-9._~-]{0,32}$/,
  // A branch or a version, which can hardly be taken for a file.
  gitBranch:
    /^(-|[A-Za-z][A-Za-z0-9_-]*|(feature|fix|bugfix|release|hotfix|origin|chore)\/[A-Za-z0-9._/-]+|v?\d+(\.\d+)*|[0-9a-f]{7,40})$/,
  countOrAll: /^(all|-1|\d{1,6})$/,
  // Fields of a list; a container's labels and mounts hold no environment.
  containerFormat: /^(?!.*(Env|Config\b))[^]{1,512}$/,
  imageChange: /^[A-Za-z0-9*][A-Za-z0-9_.-]*(=[A-Za-z0-9][A-Za-z0-9_.:/@-]*)?$/,
  kubeOutput: /^(wide|name|json|yaml|(jsonpath|custom-columns|jsonpath-as-json|go-template)=[^]{1,1024})$/,
  zfsProperties: /^[a-z][a-z0-9_:@.-]*(,[a-z][a-z0-9_:@.-]*)*$/i,
  // A network of so few hosts that asking each is no search of its own.
  smallNetwork: /^\d{1,3}(\.\d{1,3}){3}\/(2[4-9]|3[0-2])$/,
  storageSize: /^\+?[A-Za-z0-9%._/-]{1,64}$/,
  quotaRead: /^(report|quota|free|df|state|print)( -[a-zA-Z]+)?$/,
  partedRead: /^(print|free|all|unit|[KMGT]i?B|s|compact|align-check|opt|min|list|devices|\d+)$/,
  megaRead:
    /^-?(PDList|LDInfo|AdpAllInfo|AdpBbuCmd|Lall|LALL|aALL|aAll|a\d|ShowSummary|CfgDsply|GetBbuStatus|NoLog|EncInfo|L\d)$/,
  psqlSetting: /^(pager|footer|border|null|tuples_only|format|expanded)(=(on|off|\w+))?$/,
  // A star only behind letters with which no password begins.
  redisSetting: /^(?!.*(pass|auth|user|key|tls|acl))([a-z-]{2,64}|(?!requ|mast|sent)[a-z-]{4,64}\*)$/i,
  straceWord: /^(?!.*(inject|fault|write=|read=|abbrev|verbose))[A-Za-z0-9_=,%!/-]{1,255}$/,
  // A field of a packet that tells where it goes, not what it carries.
  packetField:
    /^(frame|eth|vlan|arp|ip|ipv6|icmp|icmpv6|tcp|udp|dns|_ws)(?!.*(data|payload|segment|text))\.[A-Za-z0-9_.]{1,64}$/,
  // A database by its name; with a dot it may be a script.
  databaseName: /^[A-Za-z][A-Za-z0-9_-]{0,62}$/,
  // One priority of the journal, or from one to another.
  priorities:
    /^([0-7]|emerg|alert|crit|err|warning|notice|info|debug)(\.\.([0-7]|emerg|alert|crit|err|warning|notice|info|debug))?$/,
  bpfProbe:
    /^(tracepoint|kprobe|kretprobe|kfunc|kretfunc|fentry|fexit|rawtracepoint|software|hardware|iter)?:?[A-Za-z0-9_*:?-]{0,128}$/,
  manPage: /^[A-Za-z0-9][A-Za-z0-9_.:+@-]{0,127}$/,
  gitRemote: /^(?!ext::|-)[A-Za-z0-9_.-]{1,64}$|^https:\/\/[A-Za-z0-9.-]+\/[A-Za-z0-9_./-]+$/,
  chattrMode: /^[-+=][a-zA-Z]{1,16}$/,
  printfFormat: /^[^-][^]*$|^-?$/,
  testWord: /^(?!-[vR]$)[^`$]*$/,
  capture: /^[A-Za-z0-9_.:/&|!()<>=[\]* -]{1,255}$/,
  name: new RegExp(`^${NAME}$`),
  names: new RegExp(`^${NAME}(,${NAME})*$`),
  user: /^[A-Za-z_][A-Za-z0-9_.-]{0,63}\$?$|^\d{1,10}$/,
  numbers: /^\d{1,10}(,\d{1,10})*$/,
  text: /^[^-][^]{0,255}$/,
  columns: /^[+-]?%?[A-Za-z][A-Za-z0-9_%-]*(,[+-]?%?[A-Za-z][A-Za-z0-9_%-]*)*$/,
  unit: /^[A-Za-z0-9@_*?[\]:.\\][A-Za-z0-9@_*?[\]:.\\-]*$/,
  time: /^[-+@]?[A-Za-z0-9][A-Za-z0-9:+., -]{0,63}$/,
  dateFormat: /^\+[^]{0,255}$/,
  package: /^[A-Za-z0-9*?@][A-Za-z0-9+.:_*?~^/@-]*$/,
  // One package by its name, perhaps with a version; no file, no address, no `name-` that would remove it.
  packageName:
    /^(?!.*[-+]$)(?!.*\.(deb|rpm|apk|snap|flatpak|tgz|gz|zip|whl)$)@?[A-Za-z0-9][A-Za-z0-9+.:_~^=<>@-]*(\/[A-Za-z0-9][A-Za-z0-9_-]*)?$/,
  device: /^\/dev\/[A-Za-z0-9_/.:-]+$/,
  journalMatch: /^[A-Z_][A-Z0-9_]*=[^]{0,255}$|^\+$/,
  filter: /^[a-z][a-z0-9_.-]*=[A-Za-z0-9][A-Za-z0-9_.:/=-]*$/,
  socketWord: /^[A-Za-z0-9:.,=()<>!*/%[\] _-]+$/,
  bootId: /^[+-]?\d{1,4}$|^[0-9a-f]{32}([+-]\d{1,4})?$/,
  amount: /^[+-]?\d{1,9}(b|[kKMG]i?B?)?$/,
  size: /^\d{0,6}([KMGTPE](iB|B)?|human-readable|si)?$/i,
  ipWord: /^[A-Za-z0-9:][A-Za-z0-9_.:@%/-]{0,63}$/,
  containerImage: /^[A-Za-z0-9][A-Za-z0-9_.:/@*-]{0,254}$/,
};
