/** Every text of the first run. */
export const WELCOME_WORDS = {
  title: 'Welcome to Legator',
  lead: 'No machine is watched yet. Put a probe on one, and this page becomes your fleet.',
  steps: 'First steps',
  admin: 'Who may enter',
  skipped:
    'Skipped: sign-in is off. Whoever opens this address is administrator, and it is open on this machine alone.',
  signedIn: (name: string) => `Done: signed in as ${name}.`,
  add: 'Add the first probe',
  addHelp: 'One line, to be run on the host. It needs Node 20 or newer there.',
  mayNot: 'Adding a probe needs the permission fleet:write. An administrator can grant it.',
  more: 'More choices',
  arrive: 'See it arrive',
  arriveIdle: 'As soon as the probe connects, your fleet opens by itself.',
  arrived: (host: string) => `${host} is connected. Your fleet opens…`,
  arrivedSome: 'A probe is connected. Your fleet opens…',
  open: 'Open the fleet',
} as const;
