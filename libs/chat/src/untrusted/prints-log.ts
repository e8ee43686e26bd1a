const READER = String.raw`(?:cat|zcat|bzcat|xzcat|tail|tailf|head|less|more|zless|grep|egrep|fgrep|rg|zgrep|awk|gawk|sed|cut|sort|uniq|tac|nl|multitail|lnav|type|Get-Content|gc|findstr|Select-String)`;
const FILE = String.raw`(?:\/var\/log\/|\/var\/lib\/docker\/containers\/|[\w/.~-]+\.(?:log|err|out)(?:[.-]\w+)*(?=["'\s;|)]|$)|[\w/.~-]*\/logs?\/|catalina\.out|syslog\b|\\logs?\\|\.evtx\b)`;

/** Programs whose output is a log, and readers of files that are one. */
const LOGS: readonly RegExp[] = [
  /(?:^|[\s;|&(/])(?:journalctl|dmesg|lastb|ausearch|aureport|logread|coredumpctl|last|lastlog|faillog|utmpdump)(?=["'\s;|&)]|$)/,
  /\b(?:docker|podman|nerdctl|crictl|kubectl|oc|k3s kubectl|microk8s kubectl|stern|pm2|heroku|nomad alloc|flyctl|compose)\b[^;|&]*\s(?:logs?|events?)(?=["'\s;|&)]|$)/,
  /\b(?:supervisorctl|virsh|multipass)\b[^;|&]*\s(?:tail|log)\b/,
  /\b(?:Get-WinEvent|Get-EventLog|wevtutil|Get-AppLockerFileInformation)\b/i,
  new RegExp(String.raw`\b${READER}\b[^;&]*${FILE}`, 'i'),
];

/** Whether what a command prints are entries of a log. Rather once too often: it decides what may leave the house. */
export function printsLog(command: string): boolean {
  const line = command.slice(0, 10_000);
  return LOGS.some((pattern) => pattern.test(line));
}
