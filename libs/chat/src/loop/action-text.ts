/** What a model that cannot call tools wrote instead, and where. */
export interface WrittenAction {
  readonly tool: string;
  readonly input: Record<string, unknown>;
  /** Where it stands in the text; `to` is behind its last brace. */
  readonly from: number;
  readonly to: number;
}

const COMMAND_KEYS = ['command', 'args', 'probe', 'target', 'reason'] as const;
/** Names that an action may begin with: whoever shows text as it comes holds back what begins so. */
const FIRST_KEYS = [...COMMAND_KEYS, 'tool', 'input'];
/** A text of nothing but braces must not cost more than a long one. */
const MAX_STARTS = 100;
const MAX_TEXT = 100_000;

/**
 * The first action of a text: `{"command": …, "args"?, "probe" | "target", "reason"}`, or `{"tool": …, "input": {…}}` for
 * the other tools. Prose around it and a fence do not matter; braces inside of strings are no braces. One that never
 * closes is none, and neither is anything in it.
 */
export function findAction(text: string): WrittenAction | undefined {
  const searched = text.slice(0, MAX_TEXT);
  let at = searched.indexOf('{');
  for (let starts = 0; at >= 0 && starts < MAX_STARTS; starts += 1) {
    const to = endOfObject(searched, at);
    // What stands within something that broke off was meant otherwise: as a step of a plan, for one.
    if (to === undefined && isObject(searched, at)) return undefined;
    const found = to === undefined ? undefined : actionIn(searched.slice(at, to));
    if (found) return { ...found, from: at, to: to! };
    at = searched.indexOf('{', at + 1);
  }
  return undefined;
}

/** The same, where it is all there is: then even a model that can call tools means it. */
export function wholeAction(text: string): WrittenAction | undefined {
  const found = findAction(text);
  if (!found) return undefined;
  const around = text.slice(0, found.from) + text.slice(found.to);
  return /^\s*(```(json)?)?\s*(```)?\s*$/i.test(around) ? found : undefined;
}

/** How much of a text that is still being written is certainly not the beginning of an action. */
export function certainlyProse(text: string): number {
  return beforeFence(text, beginOfAction(text) ?? text.length);
}

/** Where in a text that broke off an action may have begun, its fence included. */
export function brokenAction(text: string): number | undefined {
  const at = beginOfAction(text);
  return at === undefined ? undefined : beforeFence(text, at);
}

/** Whether each object in a text is there to its last brace. */
export function closesAll(text: string): boolean {
  for (let at = text.indexOf('{'); at >= 0;) {
    const to = endOfObject(text, at);
    if (to === undefined) return false;
    at = text.indexOf('{', to);
  }
  return true;
}

function beginOfAction(text: string): number | undefined {
  for (let at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at + 1))
    if (mayBegin(text.slice(at + 1, at + 64))) return at;
  return undefined;
}

/** And not a brace in prose. */
function isObject(text: string, at: number): boolean {
  return /^\s*"/.test(text.slice(at + 1, at + 64));
}

function mayBegin(rest: string): boolean {
  const [, key, closed] = /^\s*"([^"]*)("?)/.exec(rest) ?? [];
  if (key === undefined) return rest.trim() === '';
  return closed ? FIRST_KEYS.includes(key) : FIRST_KEYS.some((one) => one.startsWith(key));
}

/** A fence just before it belongs to it, and blanks say nothing by themselves. */
function beforeFence(text: string, at: number): number {
  const start = Math.max(0, at - 32);
  const fence = /\s*`{1,3}(json|jso|js|j)?\s*$/i.exec(text.slice(start, at));
  return fence ? start + fence.index : text.slice(0, at).trimEnd().length;
}

/** Behind the brace that closes the one at `from`; nothing when it never closes. */
function endOfObject(text: string, from: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let at = from; at < text.length; at += 1) {
    const letter = text[at];
    if (inString) {
      if (letter === '\\') at += 1;
      else if (letter === '"') inString = false;
    } else if (letter === '"') inString = true;
    else if (letter === '{') depth += 1;
    else if (letter === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}

function actionIn(text: string): Pick<WrittenAction, 'tool' | 'input'> | undefined {
  const value = parsed(text);
  if (!value) return undefined;
  const { command, tool, input } = value;
  if (typeof command === 'string' && command.trim() !== '') {
    // A small model explains itself in keys of its own; they are not its mistake.
    const known = COMMAND_KEYS.filter((key) => value[key] !== undefined && value[key] !== null);
    return { tool: 'run_command', input: Object.fromEntries(known.map((key) => [key, value[key]])) };
  }
  if (typeof tool !== 'string' || tool.trim() === '') return undefined;
  return { tool: tool.trim(), input: isRecord(input) ? input : {} };
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
