import type { JudgementReason } from './judgement.js';

/** Variables through which a program is made to load, run, believe or show something else than it says. */
const POWERFUL =
  /^(LD_.*|DYLD_.*|GLIBC_TUNABLES|MALLOC_.*|GCONV_PATH|LOCPATH|NLSPATH|TERMINFO.*|HOSTALIASES|RES_OPTIONS|RESOLV_.*|PATH|IFS|ENV|BASH_.*|SHELLOPTS|BASHOPTS|PS[0-4]|PROMPT_COMMAND|CDPATH|GLOBIGNORE|FIGNORE|EXECIGNORE|HIST.*|SHELL|HOME|TMPDIR|(.*_)?(PAGER|EDITOR|ASKPASS|RSH|SSH|PROXY|OPTS|OPTIONS)|VISUAL|BROWSER|LESS.*|MORE|GIT_.*|NODE_.*|PYTHON.*|PERL.*|RUBY.*|GEM_.*|BUNDLE_.*|JAVA_.*|_JAVA_.*|JDK_.*|CLASSPATH|GO.*|LUA_.*|PHP.*|R_.*|TCL.*|TAR_.*|GZIP|BZIP2?|XZ_.*|ZSTD_.*|RSYNC_.*|CVS_.*|SSH_.*|OPENSSL_.*|SSL.*|CURL_.*|WGET.*|DOCKER_.*|CONTAINER.*|KUBE.*|HELM_.*|AWS_.*|GOOGLE_.*|AZURE_.*|VAULT_.*|PG.*|MYSQL_.*|REDISCLI_.*|SYSTEMD_.*|DBUS_.*|XDG_.*|SUDO_.*|APT_.*|DEBCONF_.*|DPKG_.*|RPM_.*|ANSIBLE_.*|TF_.*|CARGO_.*|RUSTC.*|CC|CXX|CFLAGS|MAKE.*)$/i;

/** Whether a variable can turn a harmless program into another one. */
export function isPowerful(name: string): boolean {
  return POWERFUL.test(name);
}

/** Variables that change how a program writes, and nothing that it does; with the values that mean just that. */
const HARMLESS: [RegExp, RegExp][] = [
  // A slash would be a folder with a locale of one's own.
  [/^(LANG|LC_(ALL|COLLATE|CTYPE|MESSAGES|MONETARY|NUMERIC|TIME))$/, /^[A-Za-z0-9_.@-]{0,32}$/],
  [/^TZ$/, /^[A-Za-z][A-Za-z0-9_+-]{0,31}(\/[A-Za-z0-9_+-]{1,31}){0,2}$|^$/],
  [/^(COLUMNS|LINES)$/, /^\d{1,4}$/],
  [/^(NO_COLOR|CLICOLOR|POSIXLY_CORRECT)$/, /^[01]?$/],
  [/^(BLOCKSIZE|BLOCK_SIZE)$/, /^\d{0,6}[KMG]?$/],
];

/** Whether `name=value` before a program leaves what it does as it is. */
export function isHarmless(assignment: string): boolean {
  const equals = assignment.indexOf('=');
  const [name, value] = [assignment.slice(0, equals), assignment.slice(equals + 1)];
  return HARMLESS.some(([names, values]) => names.test(name) && values.test(value));
}

/** Why a variable that is set needs a person. */
export function assignmentReason(name: string, source: string): JudgementReason {
  return isPowerful(name)
    ? {
        rule: 'line.environment',
        words: [source],
        text: `${name} changes what programs load or run, whatever their words say.`,
      }
    : {
        rule: 'line.assignment',
        words: [source],
        text: `It sets ${name}, which may change what a program does.`,
      };
}
