import type { Command } from 'commander';
import { Failure, USAGE } from './failure.js';

/** Every command with what may follow it: `''` is the program itself, `audit` a group, `audit list` a command. */
function wordsByPlace(command: Command, place = ''): [place: string, words: string[]][] {
  const subs = command.commands.filter((sub) => sub.name() !== 'help');
  const options = command.options
    .filter((option) => !option.hidden)
    .map((option) => option.long ?? option.short!);
  const names = subs.flatMap((sub) => [sub.name(), ...sub.aliases()]);
  const below = subs.flatMap((sub) =>
    [sub.name(), ...sub.aliases()].flatMap((name) =>
      wordsByPlace(sub, place === '' ? name : `${place} ${name}`),
    ),
  );
  return [[place, [...new Set([...names, ...options, '--help'])]], ...below];
}

/** A script that teaches a shell to complete legatorctl, made from the commands as they are. */
export function completionScript(program: Command, shell: string): string {
  const places = wordsByPlace(program);
  if (shell === 'bash') return bashScript(places);
  if (shell === 'zsh')
    return `#compdef legatorctl\nautoload -U +X bashcompinit && bashcompinit\n${bashScript(places)}`;
  if (shell === 'fish') return fishScript(places);
  throw new Failure('Completion is there for bash, zsh and fish.', USAGE);
}

function bashScript(places: [string, string[]][]): string {
  const cases = places.map(([place, words]) => `    '${place}') words='${words.join(' ')}' ;;`);
  return `# legatorctl: eval "$(legatorctl completion bash)"
_legatorctl() {
  local place='' word words='' i
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    case $word in
      --) return ;;
      -s|--server|--api-key|--request-timeout) ((i++)) ;;
      -*) ;;
      *) case " ${places
        .map(([place]) => place.replaceAll(' ', '/'))
        .filter(Boolean)
        .join(' ')} " in
           *" \${place:+$place/}$word "*) place=\${place:+$place/}$word ;;
         esac ;;
    esac
  done
  case \${place//\\// } in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _legatorctl legatorctl
`;
}

function fishScript(places: [string, string[]][]): string {
  const lines = places.flatMap(([place, words]) => {
    const parts = place.split(' ').filter(Boolean);
    const seen = parts.map((part) => `__fish_seen_subcommand_from ${part}`);
    const condition = seen.length === 0 ? '__fish_use_subcommand' : seen.join('; and ');
    return words.map((word) =>
      word.startsWith('--')
        ? `complete -c legatorctl -n '${condition}' -l ${word.slice(2)}`
        : `complete -c legatorctl -f -n '${condition}' -a ${word}`,
    );
  });
  return `# legatorctl: legatorctl completion fish > ~/.config/fish/completions/legatorctl.fish\n${lines.join('\n')}\n`;
}
