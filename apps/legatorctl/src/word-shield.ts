/** Options of `command`, of `run` and of the program that take a value in the next word. */
const WITH_VALUE = new Set([
  '-s',
  '--server',
  '--api-key',
  '--request-timeout',
  '--timeout',
  '--level',
  '--reason',
  '--tag',
  '--site',
  '--probes',
  '--max-concurrent',
  '--max-errors',
  '--canary',
  '--healthy',
  '--health-timeout',
]);

/**
 * Puts `--` before the words that `command` or `run` is to run, where the user left it out: the options of that program
 * are its own, and `legatorctl command web-1 ls --json` must not lose one.
 */
export function shieldWords(argv: readonly string[]): string[] {
  const places = operandPlaces(argv);
  const [command, first, second] = places;
  const verb = command === undefined ? undefined : argv[command];
  // `command` has a probe before its words, `run` has not.
  const words = verb === 'command' ? second : verb === 'run' ? first : undefined;
  if (words === undefined) return [...argv];
  return [...argv.slice(0, words), '--', ...argv.slice(words)];
}

function operandPlaces(argv: readonly string[]): number[] {
  const places: number[] = [];
  for (let i = 0; i < argv.length && places.length < 3; i += 1) {
    // Already parted; what follows belongs to the program that is to run, its own `--` included.
    if (argv[i] === '--') return places;
    if (WITH_VALUE.has(argv[i]!)) i += 1;
    else if (!argv[i]!.startsWith('-')) places.push(i);
  }
  return places;
}
