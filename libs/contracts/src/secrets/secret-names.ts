/**
 * How far a name is believed. `sure`: whatever follows is a secret, unless it says that there is none. `likely`: so is
 * what follows `=`, and what follows `:` where it does not read like a word. `maybe`: only what looks drawn by lot.
 */
export type Trust = 'sure' | 'likely' | 'maybe';

/** Names of settings, in the form of patterns; the longer of two that begin alike stands first. */
export const SECRET_NAMES: Readonly<Record<Trust, readonly string[]>> = {
  sure: [
    'pass(?:[_-]?phrase|[_-]?word|[_-]?code|wort|wd|key)',
    '(?<!by|com|tres|sur|en|over|under)pass',
    'pwd',
    '(?<![a-z]|[a-z]_)pw',
    '(?<=root|bind|db|admin|user|login|key|http|[a-z]_)pw',
    'requirepass',
    'masterauth',
    'redis(?:cli)?_auth',
    'mnemonic',
    '(?:seed|secret|recovery)[_ -]?phrase',
    'psk',
    'wep[_-]?key\\d?',
    'pre[_-]?shared[_-]?key',
    'secret[_-]?(?:access[_-]?)?key(?:[_-]?base)?',
    '(?:client|shared|app|consumer|webhook|jwt|session|cookie|token)[_-]?secret',
    'bindpw',
    'private[_-]?key(?:[_-]?id)?',
    'access[_-]?token',
    'refresh[_-]?token',
  ],
  likely: [
    'secret(?:[ _-]?id)?',
    '(?<!next|page|continuation|sync|cancellation|csrf)[_-]?token',
    'credential',
    '(?:api|access|auth|account|client|deploy|service|storage|session|subscription|write|server|consumer|integration|routing)[_. -]?key',
    '(?:sign(?:ing|ature)?|encrypt(?:ion)?|decryption|validation|cipher|master|licen[sc]e|app(?:lication)?|ingest(?:ion)?|ingress|join|agent|root)[_. -]?key',
    '(?:instrumentation|webhook|hmac|aes|rsa|fernet|data|vault|admin|machine|gossip|install|activation|product|registration|shared(?:[_-]?access)?)[_. -]?key',
    '(?:unseal|recovery|backup|scratch|emergency)[ _-]?(?:key|code|token)(?:s|[ _]\\d{1,2})?',
    'key[_-]?(?:string|material|data)',
    'webhook[_-]?url',
    'connection[_-]?string',
    '(?<![a-z])jwt',
    'bearer',
    'authorization',
    '(?<![a-z])pat',
    'erlang[_-]?cookie',
    '(?<![a-z])otp',
  ],
  maybe: [
    'auth',
    'salt',
    '(?<![a-z])sig',
    'signature',
    '(?<![a-z])s?seed',
    'cookie',
    'sess(?:ion)?[_-]?id',
    'connect\\.sid',
    '(?<![a-z])sid',
    '(?<![a-z])dsn',
    'licen[sc]e',
    'nonce',
    'client[_-]?id',
    '(?<!public[_-]?|pub[_-]?|foreign[_ -]?|host[_-]?|cache[_-]?)key',
    '(?<![a-z])code',
  ],
};

/** What may stand between such a name and its value's sign: `password_old=`, `client-key-data:`. */
export const NAME_ENDS =
  's?(?:[_.-]?(?:data|value|val|text|string|base64|b64|enc|encoded|encrypted|hash|plain|plaintext|raw|old|new|current|prev|previous|primary|secondary|prod|production|dev|test|live|staging|root|admin|user|override|\\d{1,3}))?';

/** Says whether there is a secret, where it is, or of what kind, and is none itself. */
export const PLAIN_WORDS = new Set(
  (
    'true false yes no on off null none nil undefined unset n/a na enabled enable disabled disable required optional invalid valid ' +
    'expired missing changed change unknown default hidden masked redacted failed accepted incorrect wrong ok set empty file prompt ask ' +
    'string str int integer bytes byte number bool boolean object array char varchar text any void optional[str] secretstr str|none ' +
    'str, string, string; never always auto must may should will the a an is was not for of in to and or with from by as cannot could ' +
    'authentication authenticating login created updated deleted rotated revoked granted denied refused received found sent present absent ' +
    'sudo files ldap pam plain basic bearer digest token password secret key'
  ).split(' '),
);
