/** What the module of mvdan/sh offers; see `main.go` of sh-syntax. */
interface Exports {
  memory: { buffer: ArrayBuffer };
  _start(): void;
  wasmAlloc(bytes: number): number;
  process(...values: (number | boolean)[]): number;
}

/** The part of WebAssembly that is used here; Node has it, its types do not. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: Record<string, Record<string, unknown>>) => { exports: unknown };
};

const BASH = 1;
/** What `runtime/proc_exit` throws to get out of `_start`. */
const EXIT = new Error('exit');

/**
 * Another parser of bash, written by others in another language (mvdan/sh, compiled to WebAssembly), for a second
 * opinion. Synchronous. It is made for one call only: its memory goes wrong after some hundreds. So every call finds the
 * memory as it was after the start, which also makes the answer depend on the line alone.
 */
export class SecondReader {
  private readonly module: object;
  private kept: Exports | undefined;
  private fresh = new Uint8Array();

  constructor(bytes: Uint8Array) {
    this.module = new WebAssembly.Module(bytes);
    this.kept = this.start();
  }

  /** A line in this reader's own plain form, on one line where it can be; nothing if it finds a mistake in it. */
  print(line: string): string | undefined {
    return this.printAll([line])[0];
  }

  /** Several at once, which takes less time. */
  printAll(lines: readonly string[]): (string | undefined)[] {
    try {
      const reader = this.renewed();
      return lines.map((line) => printed(ask(reader, line)));
    } catch {
      this.kept = undefined;
      return lines.map(() => undefined);
    }
  }

  private renewed(): Exports {
    const kept = (this.kept ??= this.start());
    const bytes = new Uint8Array(kept.memory.buffer);
    // Memory never shrinks; what it has grown by is of no use to a fresh start.
    if (bytes.length !== this.fresh.length) return (this.kept = this.start());
    bytes.set(this.fresh);
    return kept;
  }

  private start(): Exports {
    const instance = new WebAssembly.Instance(this.module, IMPORTS);
    const exports = instance.exports as Exports;
    try {
      exports._start();
    } catch (reason) {
      if (reason !== EXIT) throw reason;
    }
    this.fresh = new Uint8Array(exports.memory.buffer.slice(0));
    return exports;
  }
}

function ask({ memory, wasmAlloc, process }: Exports, line: string): unknown {
  const text = new TextEncoder().encode(line);
  const [path, input, stop] = [wasmAlloc(0), wasmAlloc(text.length), wasmAlloc(0)];
  new Uint8Array(memory.buffer).set(text, input);
  // path, text, print, keepComments, variant, stopAt, recoverErrors, simplify, indent, binaryNextLine,
  // switchCaseIndent, spaceRedirects, keepPadding, minify, singleLine, functionNextLine
  const options = [
    true,
    false,
    BASH,
    stop,
    0,
    0,
    0,
    false,
    0,
    false,
    false,
    false,
    false,
    false,
    true,
    false,
  ];
  const result = process(path, 0, 0, input, text.length, text.length, ...options);
  const bytes = new Uint8Array(memory.buffer).subarray(result);
  return JSON.parse(new TextDecoder().decode(bytes.subarray(0, bytes.indexOf(0))));
}

function printed(answer: unknown): string | undefined {
  const { text, message, parseError } = answer as { text?: unknown; message?: unknown; parseError?: unknown };
  if (message || parseError || typeof text !== 'string') return undefined;
  return text.replace(/\n$/, '');
}

/** A value that Go sees as `undefined`; it asks for two globals when it starts and uses neither. */
const UNDEFINED = 0n;

const refuse = () => {
  throw new Error('The second reader asked for something that it does not need.');
};

/** All that the module may touch: nothing. */
const IMPORTS = {
  wasi_snapshot_preview1: {
    proc_exit: () => {
      throw EXIT;
    },
    fd_write: refuse,
    random_get: () => 0,
  },
  gojs: {
    'runtime.ticks': () => 0n,
    'syscall/js.valueGet': () => UNDEFINED,
    'syscall/js.finalizeRef': () => undefined,
    'syscall/js.valuePrepareString': refuse,
    'syscall/js.valueLoadString': refuse,
    'syscall/js.stringVal': refuse,
    'syscall/js.valueSet': refuse,
    'syscall/js.valueLength': refuse,
    'syscall/js.valueIndex': refuse,
    'syscall/js.valueCall': refuse,
  },
};
