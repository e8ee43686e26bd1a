import { combine, type Judgement } from './judgement.js';
import { isFile } from './meant-path.js';

/** What was taken for the home of root may be that of another account, whose probe it is: `homes` has it as it was written. */
export function inAnyHome(judgement: Judgement, homes: ReadonlyMap<string, string>): Judgement {
  const effects = judgement.effects.flatMap((effect) => {
    const written = homes.get(effect.target);
    return written === undefined ? [effect] : [effect, { ...effect, target: written }];
  });
  return { ...judgement, effects };
}

/** Whether the command inside runs in another folder than its wrapper. */
export function isElsewhere(name: string, argv: readonly string[]): boolean {
  if (name === 'find') return argv.includes('-execdir');
  return name === 'env' && argv.some((word) => /^(-[a-z0]*C|--chdir)/.test(word));
}

/** Of what is told from there, nobody can say where it is. */
export function unplaced(judgement: Judgement): Judgement {
  const effects = judgement.effects.map((effect) =>
    isFile(effect.target, effect.kind) && !/^[\\/]/.test(effect.target) ? { ...effect, target: '*' } : effect,
  );
  return combine([{ ...judgement, effects }]);
}
