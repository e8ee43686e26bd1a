import { overlap, tokensOfWord } from './glob-overlap.js';
import { isSensitivePath } from './sensitive-paths.js';

/** What files are called that hold nothing but a secret, wherever they lie. */
const NAMES = (
  '.env .env.local q.env .envrc q.key q.pem privkey.pem id_rsa id_ed25519 id_ecdsa q.jks q.p12 q.pfx q.kdbx q.keystore ' +
  'q.ppk q.keytab .htpasswd .netrc .pgpass .my.cnf .npmrc .pypirc .git-credentials shadow gshadow sudoers credentials ' +
  'secrets.yml .bash_history .zsh_history .mysql_history .psql_history wp-config.php terraform.tfstate q.tfvars kubeconfig'
)
  .split(' ')
  .map((name) => tokensOfWord(name));
/** What is meant for no names in particular is not meant for these; nor is what says only that they end as text does. */
const ANYTHING = /^[*?]+([.][*?]+)?$|^[*?]+\.[*?]?[a-z]?[*?]*$|^\*\.(y[a*?]*ml|php|c[n?]f)$/i;
/** A pattern with more choices than this is not meant for one kind of file. */
const MOST = 64;
/** The first braces that hold no others, and what is around them. */
const BRACES = /^([^{}]*(?:\{[^{}]*)*)\{([^{}]*)\}([^]*)$/;

/** Whether a pattern of names, by which files below a folder are chosen, chooses secrets. */
export function choosesSecrets(pattern: string): boolean {
  // One that leaves them out.
  if (pattern.startsWith('!')) return false;
  const choices = choicesOf(pattern.replace(/\\/g, ''));
  return choices.length > MOST || choices.some(isMeantForSecrets);
}

function isMeantForSecrets(pattern: string): boolean {
  const some = ['', 'x'].map((one) => pattern.replace(/\*+/g, one).replace(/\?|\[[^\]]*\]/g, 'x'));
  if (some.some((path) => isSensitivePath(`/x/${path}`))) return true;
  const name = pattern.slice(pattern.lastIndexOf('/') + 1);
  if (ANYTHING.test(name) || /^[a-z]\*$/i.test(name)) return false;
  return NAMES.some((secret) => overlap(tokensOfWord(name), secret));
}

/** What braces stand for; those within others first. */
function choicesOf(pattern: string): string[] {
  let all = [pattern];
  while (all.length <= MOST && all.some((one) => BRACES.test(one)))
    all = all.flatMap((one) => {
      const [, before, inside, after] = BRACES.exec(one) ?? [];
      return inside === undefined ? [one] : inside.split(',').map((choice) => `${before!}${choice}${after!}`);
    });
  return all;
}
