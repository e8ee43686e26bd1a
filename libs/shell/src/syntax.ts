/** One word of a line: its text as it was written, and what bash would pass on where that is fixed. */
export interface Word {
  source: string;
  start: number;
  end: number;
  /** Without its quotes; missing where bash works it out, or a part of it, only when it runs. */
  value?: string;
  /** Nothing in it was quoted or escaped, so bash may still take it for a keyword or an assignment. */
  bare: boolean;
  /** What keeps it from being literal: a machine word and a sentence. */
  why?: { why: string; text: string };
  /** Commands that run while bash works the word out. */
  inside: Statement[];
}

/** `2>/dev/null`, `<file`, `<<<word`, a here-document. */
export interface Redirect {
  /** `<`, `>`, `>>`, `>|`, `>&`, `<&`, `&>`, `&>>`, `<>`, `<<<`, `<<`, or what the grammar calls it. */
  op: string;
  fd?: string;
  /** Missing for a here-document, and where a descriptor is closed. */
  target?: Word;
  start: number;
  /** A here-document that means just what stands there, and ends the line: how it is opened, and its text. */
  document?: { start: string; text: string };
  /** Commands inside of a here-document. */
  inside: Statement[];
}

/** `name=value` before a command or alone. */
export interface Assignment {
  name: string;
  source: string;
  value?: Word;
  /** Commands that run while bash works out which element of a list is meant. */
  inside: Statement[];
}

export type Statement = Simple | Pipeline | List | Group | Choice | Loop | Other;

export interface Simple {
  kind: 'simple';
  assignments: Assignment[];
  words: Word[];
  redirects: Redirect[];
}

export interface Pipeline {
  kind: 'pipeline';
  /** `joined`: what stands before it is `|&`. */
  parts: { statement: Statement; joined: boolean }[];
}

export type Connector = 'then' | 'and' | 'or';

export interface List {
  kind: 'list';
  items: { after: Connector; statement: Statement; background: boolean }[];
}

/** `{ …; }` or `( … )`. */
export interface Group {
  kind: 'group';
  subshell: boolean;
  body: List;
  redirects: Redirect[];
}

/** `if`. */
export interface Choice {
  kind: 'choice';
  test: List;
  yes: List;
  no: List;
  /** `no` was written as `elif`. */
  chained: boolean;
  redirects: Redirect[];
}

/** `for name in words`. */
export interface Loop {
  kind: 'loop';
  name: string;
  words: Word[];
  body: List;
  redirects: Redirect[];
}

/** What is never taken apart further: only what runs inside of it is looked at. */
export interface Other {
  kind: 'other';
  /** A machine word for what it is, and a sentence. */
  why: string;
  text: string;
  statements: Statement[];
  redirects: Redirect[];
}
