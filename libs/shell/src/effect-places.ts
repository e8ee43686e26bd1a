import { aboveOf } from './effects.js';
import { combine, unknown, type Judgement } from './judgement.js';
import { isFile } from './meant-path.js';
import { isGlob } from './path-globs.js';

/** What was taken for the home of root may be that of another account, whose probe it is: `homes` has it as it was written. */
export function inAnyHome(judgement: Judgement, homes: ReadonlyMap<string, string>): Judgement {
  const above = [...homes].flatMap(([word, as]) =>
    aboveOf(word).map((top) => [top, aboveOf(as)[0]!] as const),
  );
  const places = new Map([...above, ...homes]);
  const effects = judgement.effects.flatMap((effect) => {
    const written = places.get(effect.target);
    return written === undefined ? [effect] : [effect, { ...effect, target: written }];
  });
  return { ...judgement, effects };
}

/** Of programs that run another: options whose value is the next word. */
const VALUED: Readonly<Record<string, RegExp>> = {
  env: /^-[uC]$|^--(unset|chdir)$/,
  sudo: /^-[A-Za-z]*[ugUhpCrtTDR]$|^--(user|group|host|prompt|role|type|chdir|chroot|other-user)$/,
  runuser:
    /^-[A-Za-z]*[ugGcsw]$|^--(user|group|supp-group|command|session-command|shell|whitelist-environment)$/,
  'systemd-run': /^-[upE]$|^--(unit|description|slice|property|uid|gid|on-[a-z]+|setenv)$/,
};

/** Whether the command inside runs in another folder than its wrapper, or below another root. */
export function isElsewhere(name: string, argv: readonly string[]): boolean {
  const has = (option: RegExp) => ownOptions(name, argv).some((word) => option.test(word));
  if (name === 'find') return argv.includes('-execdir');
  if (name === 'env') return has(/^(-[a-z0]*C|--chdir)/);
  if (name === 'sudo') return has(/^(-[A-Za-z]*[iDR]|--login|--chdir|--chroot)/);
  if (name === 'su') return argv.some((word) => /^(-|-[A-Za-z]*l.*|--login)$/.test(word));
  if (name === 'runuser') return has(/^(-|-[A-Za-z]*l[A-Za-z]*|--login)$/);
  return isOtherRoot(name, argv) || (name === 'systemd-run' && has(/^(-p|--property)/));
}

/** Whether even a whole path may be another one there than here. */
function isOtherRoot(name: string, argv: readonly string[]): boolean {
  if (name === 'chroot' || name === 'nsenter') return true;
  // RootDirectory=, RootImage=, BindPaths= and their kin; one too many of what is meant for the command asks too much.
  return (
    name === 'systemd-run' && argv.some((word) => /^(-p|--property=)?(Root|Bind|Mount|Ext|Temp)/i.test(word))
  );
}

/** Those before the command inside. */
function ownOptions(name: string, argv: readonly string[]): string[] {
  const own: string[] = [];
  for (let at = 1; at < argv.length; at++) {
    const word = argv[at]!;
    if (word === '--' || !/^-|^\w+=/.test(word)) break;
    own.push(word);
    if (VALUED[name]?.test(word)) at++;
  }
  return own;
}

/** Of what is told from there, nobody can say where it is; also not of what another root, or the kernel, calls so. */
export function unplaced(judgement: Judgement, name: string, argv: readonly string[]): Judgement {
  const effects = judgement.effects.flatMap((effect) => {
    const { kind, target } = effect;
    if (!isFile(target, kind)) return [effect];
    const anywhere = { ...effect, target: '*' };
    if (!/^[\\/]/.test(target)) return [anywhere];
    const isOpen = isOtherRoot(name, argv) || isGlob(target) || /[\\/]cwd([\\/]|$)/.test(target);
    return isOpen ? [effect, anywhere] : [effect];
  });
  const beside = name === 'find' ? besideFound(judgement, argv) : undefined;
  return combine([{ ...judgement, effects }, ...(beside === undefined ? [] : [nowhere(beside)])]);
}

/** A path that counts from the folder of whatever is found: one of the words of find itself, and no place that it fills in. */
function besideFound({ named = [] }: Judgement, argv: readonly string[]): string | undefined {
  const words = argv.slice(argv.indexOf('-execdir') + 1);
  return named.find(
    (path) =>
      !/^[\\/]|^-$/.test(path) &&
      words.some((word) => word === path || word.endsWith(`=${path}`) || word.slice(2) === path),
  );
}

function nowhere(path: string): Judgement {
  const text = `Nobody can tell where ${path} is: -execdir runs its command in the folder of each file that it finds.`;
  return unknown({ rule: 'find.beside', words: [path], text }, 'high');
}
