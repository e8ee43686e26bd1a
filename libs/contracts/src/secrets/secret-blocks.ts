/** What a line that begins or goes on with a secret of several lines leaves of itself. */
export interface BlockStep {
  /** The part of the line that is still to be searched; nothing when all of it belongs to the block. */
  readonly before: string;
  /** A mask follows what stands before. */
  readonly masked: boolean;
  /** What stands behind the end of the block. */
  readonly after: string;
  /** The line ends inside of the block, so that its end is not printed. */
  readonly isOpen: boolean;
}

type State =
  | { readonly kind: 'none' }
  | { readonly kind: 'key'; readonly isMasked: boolean }
  | {
      readonly kind: 'lines';
      readonly deeperThan: number;
      readonly only?: RegExp;
      readonly isMasked: boolean;
    }
  | { readonly kind: 'values'; readonly deeperThan: number }
  | { readonly kind: 'pair' }
  | { readonly kind: 'login' };

const BEGIN =
  /-----BEGIN [A-Za-z0-9 ]{0,40}(?:PRIVATE KEY(?: BLOCK)?|Static key V1|SSH2 ENCRYPTED PRIVATE KEY)-----|---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----/;
const FINISH =
  /-----END [A-Za-z0-9 ]{0,40}(?:PRIVATE KEY(?: BLOCK)?|Static key V1)-----|---- END SSH2 ENCRYPTED PRIVATE KEY ----/;
/** A line of a key, also behind what `grep`, `diff` and the journal print before it. */
const KEY_LINE =
  /^[ \t"'|>+#-]{0,64}(?:[A-Za-z0-9+/]{1,200}={0,3}|[\w-]{1,40}: .{0,300}|)(?:\\n)?["',\\ \t]{0,8}$|[ \t:|>+"'-][A-Za-z0-9+/]{24,200}={0,3}(?:\\n)?["',\\ \t]{0,8}$|=(?:\\n)?["',\\]{0,4}$/;
const SECRET_NAME =
  '[\\w.-]{0,80}?(?:pass(?:word|wd|phrase)?|pwd|secret|token|credentials?|api[_-]?key|access[_-]?key|private[_-]?key|secret[_-]?key|[_-]key|psk)';
/** `password: |` and `tls.key: >-`: the deeper lines that follow are the value. */
const SCALAR = new RegExp(
  `^[ \\t-]{0,100}["']?(?:${SECRET_NAME}|[\\w.-]{0,80}\\.(?:key|pem|jks|p12|pfx|keytab))["']?:[ \\t]{0,8}[|>][+-]?\\d?[ \\t]{0,8}$`,
  'i',
);
/** As `openssl rsa -text` prints the parts of a private key. */
const KEY_PART =
  /^[ \t]{0,40}(?:privateExponent|prime[12]|exponent[12]|coefficient|priv|private-key):[ \t]{0,8}$/;
const HEX_LINE = /^[ \t]{1,80}(?:[0-9a-f]{2}:?){1,40}[ \t]{0,8}$/i;
const PRIVATE_LINES = /^Private-Lines: \d{1,4}[ \t]{0,8}$/;
const DATA = /^[ \t]{0,40}["']?(?:data|stringData)["']?:[ \t]{0,8}(?:\{[ \t]{0,8})?$/;
const ENTRY =
  /^([ \t]{1,60}["']?[\w.-]{1,253}["']?:[ \t]{1,8}["']?)([A-Za-z0-9+/]{6,16384}={0,2})(["']?,?[ \t]{0,8})$/;
/** `- name: DB_PASSWORD`, whose `value:` is in the next line. */
const NAMED = new RegExp(
  `^[ \\t-]{0,100}\\{?[ \\t]{0,8}["']?(?:name|key|id|parameter_?key|variable)["']?[ \\t]{0,4}[:=][ \\t]{0,8}["']?${SECRET_NAME}["']?,?[ \\t]{0,8}$`,
  'i',
);
const VALUE =
  /^([ \t]{0,100}["']?(?:value|string_?value|parameter_?value)["']?[ \t]{0,4}[:=][ \t]{0,8})(\S.{0,8192})$/i;
/** `<Password>`, whose `<Value>` is in the next line. */
const ELEMENT =
  /^[ \t]{0,100}<[\w:.-]{0,64}(?:password|passphrase|secret|token|apikey|privatekey)>[ \t]{0,8}$/i;
const INNER = /^([ \t]{0,100}<[\w:.-]{1,64}>)([^<]{1,8192})(?=<)/;
const LOGIN =
  /^[ \t]{0,40}(?:machine[ \t]{1,8}\S{1,200}(?:[ \t]{1,8}login[ \t]{1,8}\S{1,200})?|default|login[ \t]{1,8}\S{1,200}|account[ \t]{1,8}\S{1,200})[ \t]{0,8}$/;
const PASSWORD = /^([ \t]{0,40}password[ \t]{1,8})(\S{1,256})[ \t]{0,8}$/;

const WHOLE = (line: string): BlockStep => ({ before: line, masked: false, after: '', isOpen: false });
const INSIDE: BlockStep = { before: '', masked: false, after: '', isOpen: true };

/**
 * Follows the secrets that lie over several lines: keys, blocks of YAML, a name in one line and its value in the next.
 * Whoever prints the first line of a key hides no more than what can be a line of one.
 */
export class SecretBlocks {
  private state: State = { kind: 'none' };

  /** To be called with each line, in order and without its end. */
  step(line: string): BlockStep {
    const { state } = this;
    if (state.kind === 'key') {
      const step = this.inKey(line, state);
      if (step) return step;
    } else if (state.kind === 'lines') {
      if (isBlank(line)) return INSIDE;
      if (indent(line) > state.deeperThan && (state.only?.test(line) ?? true))
        return this.inside(line, state);
      this.state = { kind: 'none' };
    } else if (state.kind !== 'none') {
      const step = this.valueOf(line, state);
      if (step) return step;
    }
    return this.begins(line);
  }

  /** A block is open and its mask is given out: lines leave nothing until it ends. */
  get isInside(): boolean {
    return (this.state.kind === 'key' || this.state.kind === 'lines') && this.state.isMasked;
  }

  leave(): void {
    this.state = { kind: 'none' };
  }

  /** With the end of a line that was too long to be followed. @returns whether a key begins there and goes on */
  afterLong(line: string): boolean {
    const begin = line.lastIndexOf('-----BEGIN ');
    if (begin < 0 || !BEGIN.test(line.slice(begin)) || FINISH.test(line.slice(begin))) return false;
    this.state = { kind: 'key', isMasked: true };
    return true;
  }

  private inKey(line: string, state: Extract<State, { kind: 'key' }>): BlockStep | undefined {
    const finish = FINISH.exec(line);
    if (finish) {
      this.state = { kind: 'none' };
      return { before: '', masked: false, after: line.slice(finish.index + finish[0].length), isOpen: false };
    }
    if (KEY_LINE.test(line)) return this.inside(line, state);
    this.state = { kind: 'none' };
    return undefined;
  }

  /** The first line of a block leaves a mask, the others nothing. */
  private inside(line: string, state: Extract<State, { isMasked: boolean }>): BlockStep {
    if (state.isMasked) return INSIDE;
    this.state = { ...state, isMasked: true };
    return { before: line.slice(0, indent(line)), masked: true, after: '', isOpen: true };
  }

  private begins(line: string): BlockStep {
    const begin = line.includes('---') ? BEGIN.exec(line) : null;
    if (begin) return this.opensKey(line, begin);
    if (!/[:>=]|^[ \t]*(?:machine|default|login|account)\b/.test(line.slice(0, 400))) return WHOLE(line);
    if (SCALAR.test(line)) this.state = { kind: 'lines', deeperThan: indent(line), isMasked: false };
    else if (KEY_PART.test(line))
      this.state = { kind: 'lines', deeperThan: -1, only: HEX_LINE, isMasked: false };
    else if (PRIVATE_LINES.test(line)) this.state = { kind: 'key', isMasked: false };
    else if (DATA.test(line)) this.state = { kind: 'values', deeperThan: indent(line) };
    else if (NAMED.test(line) || ELEMENT.test(line)) this.state = { kind: 'pair' };
    else if (LOGIN.test(line)) this.state = { kind: 'login' };
    return WHOLE(line);
  }

  private opensKey(line: string, begin: RegExpExecArray): BlockStep {
    const before = line.slice(0, begin.index);
    const rest = line.slice(begin.index + begin[0].length);
    const finish = FINISH.exec(rest);
    if (finish)
      return { before, masked: true, after: rest.slice(finish.index + finish[0].length), isOpen: false };
    this.state = { kind: 'key', isMasked: true };
    return { before, masked: true, after: '', isOpen: true };
  }

  private valueOf(line: string, state: State): BlockStep | undefined {
    if (isBlank(line)) return undefined;
    if (state.kind === 'values') {
      if (indent(line) <= state.deeperThan) this.state = { kind: 'none' };
      else return maskedPart(encodedEntry(line), line) ?? WHOLE(line);
      return undefined;
    }
    this.state = { kind: 'none' };
    if (state.kind === 'login') return maskedPart(PASSWORD.exec(line), line);
    return maskedPart(VALUE.exec(line) ?? INNER.exec(line), line);
  }
}

function maskedPart(match: RegExpExecArray | null, line: string): BlockStep | undefined {
  const [, before, value] = match ?? [];
  if (
    before === undefined ||
    value === undefined ||
    value.includes('[redacted]') ||
    /^["']?\$\{?\w/.test(value)
  )
    return undefined;
  const quote = /^["']/.exec(value)?.[0] ?? '';
  const close = quote && value.slice(1).includes(quote) ? value.slice(value.lastIndexOf(quote)) : '';
  return {
    before: `${before}${quote}`,
    masked: true,
    after: close + line.slice(before.length + value.length),
    isOpen: false,
  };
}

function encodedEntry(line: string): RegExpExecArray | null {
  const entry = ENTRY.exec(line);
  return entry && entry[2]!.length % 4 === 0 ? entry : null;
}

function isBlank(line: string): boolean {
  return line.length < 200 && line.trim() === '';
}

function indent(line: string): number {
  return /^[ \t]{0,200}/.exec(line)![0].length;
}
