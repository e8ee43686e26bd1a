/** Texts of the policy tab alone: they come with it, and the page is lighter without them. */
export const WORDS = {
  force: {
    title: 'Policies in force',
    policies: 'Given to it',
    none: 'None. Its level alone says what runs, and what waits for a person.',
    via: {
      probe: () => 'applied to this probe',
      tag: (tag: string) => `by its tag ${tag}`,
      site: (site: string) => `by its site ${site}`,
    },
    strictest: 'Of several the strictest answer counts, rule by rule.',
    held: 'The probe says',
    says: (level: string, revision: number) => `${level}, revision ${revision}`,
    given: 'Since',
    revision: (revision: number) => `revision ${revision}`,
    sandbox: 'Sandbox',
    sandboxes: {
      preferred: 'Preferred: what only reads runs in one where the host can, else without, and says so.',
      required: 'Required: what only reads runs in one, or is refused.',
    },
    noSandbox: {
      preferred:
        'Not contained: none works on this host, so what only reads runs without one. “probe status” there says why.',
      required:
        'Required, and none works on this host: what only reads is refused. “probe status” there says why.',
    },
  },
  rules: {
    title: 'What it may do',
    level: 'Level',
    levelText: {
      observe: 'Commands that only read run by themselves.',
      diagnose: 'Commands that read, and those that look closer at the host, run by themselves.',
      remediate: 'Commands up to changes run by themselves.',
    },
    asks: 'What needs more asks for approval, and so does what would show secrets, may destroy something or is not known.',
    refuses:
      'What needs more is refused. What would show secrets, may destroy something or is not known asks for approval.',
    upstream: 'What needs more is refused: this probe takes no approvals.',
    ceiling: 'Ceiling',
    ceilingText:
      'Set on the host itself. Above it the probe refuses everything, whatever anybody here approves.',
    noCeiling: 'None. The probe of this host speaks a protocol that knows no ceiling.',
    protocol: 'Protocol',
    signed: 'Version 2: commands and results are signed.',
    unsigned: 'Version 1: commands are not signed, and a running command cannot be stopped.',
    freezes: 'Freezes',
    freeze: 'Freeze this probe',
    frozen: (scope: string) => `Frozen by ${scope}`,
    noFreeze: 'None. Execution is open.',
    freezeHidden: 'You may not see freezes. They are judged all the same.',
    scopes: {
      tenant: 'a stop of the whole tenant',
      tag: 'a stop of the tag',
      site: 'a stop of the site',
      probe: 'a stop of this probe',
    },
    until: 'until',
    untilLifted: 'until it is lifted',
    tester: 'What would this decide?',
    notAllowed: 'Trying it needs the permission to run commands.',
  },
} as const;
