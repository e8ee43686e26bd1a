import { spell, type Effect } from '../effects.js';
import type { Cmdlet } from './cmdlet.js';
import { changes, granted, secret, unknown, type Outcome } from './outcome.js';
import type { PsWord } from './powershell-reader.js';
import { findValue } from './value-kinds.js';
import type { WordFinding } from './word-kinds.js';

/** Parameters that every cmdlet has. */
const COMMON =
  'ErrorAction|ea=choice:silentlycontinue|continue|ignore|stop|0|1|2|4 WarningAction|wa=choice:silentlycontinue|continue|ignore|stop ' +
  'InformationAction|infa=choice:silentlycontinue|continue|ignore|stop ProgressAction|proga=choice:silentlycontinue|continue|ignore ' +
  'Verbose|vb OutBuffer|ob=int';

/** Names that many cmdlets have and none is granted with: they make abbreviations of others ambiguous. */
const ELSEWHERE =
  'ComputerName CimSession Credential Session AsJob OutVariable PipelineVariable ErrorVariable WarningVariable WhatIf Confirm ' +
  'Debug Wait Online Path PassThru UseTransaction Authentication SessionOption';

interface Parameter {
  name: string;
  kind: string | undefined;
}

interface Parameters {
  byName: Map<string, Parameter>;
  names: string[];
}

/** Judges the words after a cmdlet's name. */
export function judgeCmdlet(name: string, cmdlet: Cmdlet, words: readonly PsWord[]): Outcome {
  return new Matching(name, cmdlet, words).outcome();
}

class Matching {
  private readonly parameters: Parameters;
  private readonly positions: string[];
  private readonly given = new Map<string, string[]>();
  private readonly said: string[];
  private at = 0;
  private why: string | undefined;
  private dry = false;
  /** Switches that were taken back: `-X:$false`. */
  private readonly off = new Set<string>();

  constructor(
    private readonly name: string,
    private readonly cmdlet: Cmdlet,
    private readonly words: readonly PsWord[],
  ) {
    this.parameters = parametersOf(cmdlet);
    this.positions = (cmdlet.at ?? '')
      .toLowerCase()
      .split(' ')
      .filter((one) => one !== '');
    this.said = [name, ...words.map(show)];
  }

  outcome(): Outcome {
    const { open, asks, secret: shows, dry } = this.cmdlet;
    if (shows !== undefined) return secret(this.name, this.said, shows);
    const end = this.words.find((word) => word.kind === 'text' && !word.quoted && word.value === '--');
    if (open) return this.openly(dry === true && !end && this.words.some(isWhatIf));
    if (end) return this.misfit('option', ['--'], 'What follows -- is read in another way.');
    while (this.at < this.words.length) {
      const misfit = this.take(this.words[this.at++]!);
      if (misfit) return misfit;
    }
    const needed = this.cmdlet.needs?.toLowerCase().split(' ');
    if (needed && !needed.some((one) => this.given.has(one) && !this.off.has(one))) {
      return this.misfit('missing', this.said, `${this.name} leaves open what it would do, or never ends.`);
    }
    if (this.dry) return granted(`${this.name} -WhatIf`, this.said);
    const level = this.cmdlet.level ?? 'observe';
    const why = this.why ?? asks;
    if (level !== 'remediate' && why === undefined) {
      const effects = this.cmdlet.effects ? this.effects() : [];
      return { ...granted(this.name, this.said, level), effects };
    }
    return changes(this.name, this.said, this.effects(), why);
  }

  private openly(dry: boolean): Outcome {
    const literal = this.words.every(
      (word) => word.kind === 'text' || word.kind === 'list' || word.kind === 'constant',
    );
    // Said twice, or taken back, nobody should rely on it.
    const once = this.words.filter((word) => word.kind === 'text' && /^-wh?/i.test(word.value)).length === 1;
    if (dry && literal && once) return granted(`${this.name} -WhatIf`, this.said);
    for (const word of this.words) if (word.kind === 'text' && /^[^-]/.test(word.value)) this.give('*', word);
    return changes(this.name, this.said, this.effects(), this.cmdlet.asks);
  }

  private take(word: PsWord): Outcome | undefined {
    const parameter =
      word.kind === 'text' && !word.quoted && /^-([A-Za-z_][\w-]*)(:?)([^]*)$/.exec(word.value);
    if (!parameter) return this.takePosition(word);
    const found = this.resolve(parameter[1]!);
    if (!found) {
      return this.misfit(
        'option',
        [show(word)],
        `${show(word)} is not a parameter of ${this.name} that is known.`,
      );
    }
    const attached: PsWord | undefined =
      parameter[3] !== '' ? { kind: 'text', value: parameter[3]!, quoted: false } : undefined;
    if (found.kind === undefined) return this.takeSwitch(found, parameter[2] === ':', attached);
    const value = attached ?? this.words[this.at++];
    if (value === undefined) return this.misfit('missing', [show(word)], `${show(word)} has no value.`);
    return this.takeValue(found, value);
  }

  private takeSwitch(found: Parameter, colon: boolean, attached: PsWord | undefined): Outcome | undefined {
    const state = colon ? (attached ?? this.words[this.at++]) : undefined;
    if (colon && state?.kind !== 'constant') {
      return this.misfit(
        'value',
        [`-${found.name}`],
        `Whether -${found.name} counts is worked out when it runs.`,
      );
    }
    const off = state?.kind === 'constant' && state.value !== 'true';
    if (found.name === 'whatif') this.dry = !off;
    if (off) this.off.add(found.name);
    if (this.given.has(found.name)) {
      return this.misfit('combination', [`-${found.name}`], `-${found.name} stands there twice.`);
    }
    this.given.set(found.name, []);
    return undefined;
  }

  private takePosition(word: PsWord): Outcome | undefined {
    // A parameter that was named is passed over.
    while (this.positions.length > 0 && this.given.has(this.positions[0]!)) this.positions.shift();
    const name = this.positions.shift();
    const found = name === undefined ? undefined : this.parameters.byName.get(name);
    if (!found) {
      return this.misfit(
        'operand',
        [show(word)],
        `${this.name} is not known to be harmless when it is given ${show(word)}.`,
      );
    }
    return this.takeValue(found, word);
  }

  private takeValue(found: Parameter, word: PsWord): Outcome | undefined {
    if (this.given.has(found.name)) {
      return this.misfit('combination', [`-${found.name}`], `-${found.name} stands there twice.`);
    }
    this.give(found.name, word);
    const finding = findValue(found.kind!, word, this.cmdlet.level === 'remediate');
    return this.tell(finding, word);
  }

  private tell(finding: WordFinding, word: PsWord): Outcome | undefined {
    if (finding === 'sensitive') {
      return secret(
        `${this.name}: secret`,
        [show(word)],
        `${show(word)} is where secrets are kept, or leads to them.`,
      );
    }
    if (finding === 'unknown') {
      return this.misfit(
        'value',
        [show(word)],
        `${this.name} is not known to be harmless with ${show(word)}.`,
      );
    }
    if (finding === 'asks') this.why ??= `${show(word)} is a part of this host that guards or carries it.`;
    return undefined;
  }

  private give(name: string, word: PsWord): void {
    const values = word.kind === 'list' ? word.items.map(show) : [show(word)];
    this.given.set(name, [...(this.given.get(name) ?? []), ...values]);
  }

  /** A name in full, an alias, or the beginning of exactly one name. */
  private resolve(written: string): Parameter | undefined {
    const lower = written.toLowerCase();
    const exact = this.parameters.byName.get(lower);
    if (exact) return exact;
    const begun = this.parameters.names.filter((name) => name.startsWith(lower));
    return begun.length === 1 ? this.parameters.byName.get(begun[0]!) : undefined;
  }

  private effects(): Effect[] {
    const rows = this.cmdlet.effects ?? [];
    if (rows.length === 0)
      return [{ kind: 'setting', verb: 'change', target: this.said.slice(0, 4).join(' ') }];
    const values = (option: string): readonly string[] =>
      this.given.get(option.replace(/^-+/, '').toLowerCase()) ?? [];
    const operands = this.given.get('*') ?? [...this.given.values()].flat();
    const spelt = rows.flatMap((row) => spell(row, { operands, values }));
    // Who is asked where nobody is named, only the cmdlet knows.
    return spelt.length > 0 || this.cmdlet.level !== 'diagnose'
      ? spelt
      : rows.map(([kind, verb]) => ({ kind, verb, target: '*' }));
  }

  private misfit(why: string, words: string[], text: string): Outcome {
    const { asks } = this.cmdlet;
    if (asks !== undefined) return changes(this.name, this.said, this.effects(), asks);
    return unknown(`${this.name}: ${why}`, words, text);
  }
}

const READY = new WeakMap<Cmdlet, Parameters>();

function parametersOf(cmdlet: Cmdlet): Parameters {
  const ready = READY.get(cmdlet);
  if (ready) return ready;
  const byName = new Map<string, Parameter>();
  const names: string[] = [];
  const own = [cmdlet.with ?? '', COMMON];
  if (cmdlet.level !== 'remediate') own.push('ComputerName|cn=here');
  else own.push('Confirm|cf');
  if (cmdlet.dry) own.push('WhatIf|wi');
  for (const entry of own
    .join(' ')
    .split(' ')
    .filter((one) => one !== '')) {
    const equals = entry.indexOf('=');
    const written = (equals < 0 ? entry : entry.slice(0, equals)).toLowerCase().split('|');
    if (byName.has(written[0]!)) continue;
    const parameter = { name: written[0]!, kind: equals < 0 ? undefined : entry.slice(equals + 1) };
    names.push(written[0]!);
    for (const name of written) byName.set(name, parameter);
  }
  for (const name of ELSEWHERE.toLowerCase().split(' ')) if (!byName.has(name)) names.push(name);
  const parameters = { byName, names };
  READY.set(cmdlet, parameters);
  return parameters;
}

function isWhatIf(word: PsWord): boolean {
  return word.kind === 'text' && !word.quoted && /^-(whatif|wi)$/i.test(word.value);
}

/** A word as people read it in a reason. */
export function show(word: PsWord): string {
  if (word.kind === 'text') return word.value;
  if (word.kind === 'constant') return `$${word.value}`;
  if (word.kind === 'list') return word.items.map(show).join(',');
  return { value: '( … )', block: '{ … }', table: '@{ … }' }[word.kind];
}
