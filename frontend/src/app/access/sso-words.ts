/** Every text of single sign-on. */
export const SSO_WORDS = {
  title: 'Single sign-on',
  text: 'People sign in with your identity provider by OpenID Connect. They are known by its issuer and subject alone, never by name or email.',
  on: 'People can sign in with it',
  url: 'Issuer',
  urlHelp: 'Exactly as the provider writes it, such as https://id.example.com/realms/main.',
  urlBad: 'An https:// address without query; http:// on this machine only.',
  clientId: 'Client id',
  clientIdMissing: 'Type the client id that the provider gave you.',
  secret: 'Client secret',
  secretSet: (by: string, when: string) =>
    `Set${by ? ` by ${by}` : ''}${when ? `, ${when}` : ''}. It is never shown.`,
  secretNone: 'Not set. Kept sealed, and never shown again.',
  replace: 'Replace',
  keep: 'Keep the one that is set',
  name: 'Name on the button',
  nameHelp: 'From the address of the provider unless you say.',
  callback: 'Callback address, to be registered at the provider',
  tenant: 'Tenant of new people',
  scopes: 'Scopes',
  claim: 'Claim with the groups',
  claimHelp: 'A path works as well: realm_access.roles.',
  mapping: 'Roles by group',
  mappingHelp:
    'One on each line: group = role. To the letter; of several the strongest role counts, at each sign-in anew.',
  mappingBad: (line: number) => `Line ${line} is not "group = role".`,
  defaultRole: 'Role without a fitting group',
  refused: 'None: they are refused',
  autoCreate: 'Whoever signs in for the first time gets an account',
  fromEnvironment: 'Set by the environment of the server; it cannot be changed here.',
  test: 'Test connection',
  testOk: 'The provider answers as it should.',
  testBad: 'Something is not as it should be.',
  save: 'Save',
  saved: 'Single sign-on is saved',
  remove: 'Remove',
  removeAsk: 'Remove single sign-on?',
  removeText:
    'Nobody can sign in with the provider any more. Accounts stay; those without a password cannot sign in.',
  removed: 'Single sign-on is removed',
  tester: 'Who would become what',
  testerText:
    'Paste claims as the provider sends them. Nobody is signed in by it, and what you changed above counts without saving.',
  claims: 'Claims',
  claimsBad: 'This is not a JSON object.',
  try: 'Try',
  becomes: (name: string, role: string, tenant: string) => `${name} becomes ${role} in ${tenant}.`,
  isRefused: 'They would be refused.',
  unknownRoles: (names: string) => `These roles do not exist and are passed over: ${names}.`,
  outcomes: { ok: 'OK', warning: 'Look', failed: 'Failed' },
} as const;

export const SAMPLE_CLAIMS = `{
  "sub": "248289761001",
  "preferred_username": "mara",
  "name": "Mara Keller",
  "groups": ["platform", "on-call"]
}`;
