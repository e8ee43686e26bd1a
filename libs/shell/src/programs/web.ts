import type { Grammar } from '../grammar.js';

const CERTIFICATE = {
  '-in': 'publicPart',
  '-inform': 'choice:PEM|DER|pem|der',
  '-nameopt|-certopt|-checkhost|-checkip|-checkend|-ext': 'word',
};

/** Shows what is public in a certificate, and checks connections. No key, no output file, no engine, no settings. */
const OPENSSL: Grammar = {
  style: 'exact',
  verbs: {
    x509: {
      values: CERTIFICATE,
      words:
        '-noout -text -dates -subject -issuer -serial -fingerprint -enddate -startdate -pubkey -modulus -purpose -email -hash -subject_hash -issuer_hash -sha256 -sha1 -md5 -ocsp_uri -alias',
    },
    req: {
      values: CERTIFICATE,
      words: '-noout -text -subject -verify -pubkey -modulus',
      needs: [['-noout', '-text', '-subject', '-verify']],
    },
    crl: { values: CERTIFICATE, words: '-noout -text -issuer -lastupdate -nextupdate -hash -fingerprint' },
    verify: {
      words: '-verbose -show_chain -x509_strict -partial_chain',
      values: { '-CAfile|-CApath|-untrusted|-trusted': 'publicPart', '-purpose': 'name' },
      operands: ['publicPart*'],
    },
    'version|ciphers|list|errstr': {
      words: '-a -v -V -s -tls1_3 -tls1_2 -digest-commands -cipher-commands',
      operands: ['word'],
    },
    'dgst|sha256|sha1|md5|sha512': {
      words: '-sha256 -sha512 -sha1 -md5 -r -hex -c',
      operands: ['publicPart*'],
    },
    'rsa|ec|pkey': {
      values: { '-in': 'publicPart' },
      words: '-noout -check -modulus -pubin -pubout -text_pub',
      needs: [['-noout', '-pubout']],
    },
    'pkcs7|crl2pkcs7': {
      values: { '-in': 'publicPart' },
      words: '-print_certs -noout -text',
      needs: [['-print_certs']],
    },
    s_client: {
      level: 'diagnose',
      words:
        '-showcerts -brief -status -tls1 -tls1_1 -tls1_2 -tls1_3 -no_tls1_3 -prexit -quiet -verify_return_error -4 -6 -ign_eof -no_ign_eof -state -noservername',
      values: {
        '-connect': 'endpoint',
        '-servername|-verify_hostname|-alpn|-starttls|-cipher|-ciphersuites|-verify|-name|-xmpphost': 'word',
        '-CAfile|-CApath': 'publicPart',
      },
      operands: ['endpoint'],
      effects: [['network', 'send', '$-connect']],
    },
    s_time: {
      network: '$-connect',
      level: 'diagnose',
      values: { '-connect': 'endpoint', '-time': 'int:1..30' },
      words: '-new -reuse',
    },
    rand: { words: '-hex -base64', operands: ['int:1..4096'] },
    speed: { level: 'diagnose', operands: ['name*'] },
  },
};

/** Addresses, routes, sockets, names, and what is fetched over them. */
export const WEB: Record<string, Grammar> = {
  // Reading only: GET and HEAD to standard output; no data, no files, no settings, no sign-in, no upload.
  curl: {
    level: 'diagnose',
    flags: 'sSLIivkf46gNG0#',
    words:
      '--silent --show-error --location --head --include --verbose --insecure --fail --fail-with-body --ipv4 --ipv6 --http1.1 --http2 --http3 --compressed --get --globoff --no-buffer --tlsv1.2 --tlsv1.3 --path-as-is --no-progress-meter --no-keepalive --tcp-nodelay --help --version',
    values: {
      '-m|--max-time|--connect-timeout|--retry|--retry-delay|--retry-max-time|--max-redirs': 'number',
      '-A|--user-agent|-e|--referer': 'plainText',
      '-H|--header': 'requestHeader',
      '-X|--request': 'choice:GET|HEAD|OPTIONS',
      '-w|--write-out': 'writeOut',
      '-o|--output': 'choice:/dev/null|-',
      '-r|--range': 'list',
      '--resolve|--connect-to': 'resolve',
      '--interface|--local-port': 'word',
      '--url': 'url',
    },
    operands: ['url*'],
    least: 1,
    effects: [['network', 'fetch', '$*']],
    also: [
      {
        level: 'diagnose',
        flags: 'sSLIivkf46gG',
        words: '--silent --show-error --get --fail --insecure --location',
        values: { '-m|--max-time|--connect-timeout': 'number', '--data-urlencode': 'query' },
        needs: [['-G', '--get'], ['--data-urlencode']],
        operands: ['url*'],
        least: 1,
        effects: [['network', 'fetch', '$*']],
      },
      {
        level: 'diagnose',
        flags: 'sSLIivkf46',
        words: '--silent --head --insecure',
        values: {
          '-m|--max-time|--connect-timeout': 'number',
          '-o|--output': 'choice:/dev/null|-',
          '-w|--write-out': 'writeOut',
          '--url': 'url',
          '-H|--header': 'requestHeader',
        },
        needs: [['--url']],
        effects: [['network', 'fetch', '$--url']],
      },
    ],
  },
  wget: {
    level: 'diagnose',
    flags: 'qSv46',
    words:
      '--quiet --spider --server-response --no-check-certificate --no-verbose -nv -qO- -O- --inet4-only --inet6-only',
    values: {
      '-T|--timeout|--connect-timeout|--read-timeout|-t|--tries|--max-redirect|--wait': 'number',
      '-O|--output-document': 'choice:-|/dev/null',
      '-U|--user-agent': 'plainText',
      '--header': 'requestHeader',
    },
    needs: [['--spider', '-O', '-qO-', '-O-']],
    operands: ['url*'],
    least: 1,
    effects: [['network', 'fetch', '$*']],
  },
  http: {
    network: '$*',
    level: 'diagnose',
    flags: 'vhb',
    words: '--headers --body --verbose --print=h',
    operands: ['choice:GET|HEAD', 'url'],
    least: 2,
  },
  // Keys, certificates and connections in TLS.
  openssl: OPENSSL,
  'ssh-keygen': {
    flags: 'lv',
    values: { '-f': 'publicPart', '-E': 'name' },
    needs: [['-l']],
    also: [{ flags: 'l', values: { '-F': 'host', '-f': 'publicPart' }, needs: [['-F']] }],
  },
  'ssh-keyscan': {
    network: '$*',
    level: 'diagnose',
    flags: '46cHvD',
    values: { '-p': 'int:1..65535', '-t': 'names', '-T': 'int:1..60' },
    operands: ['host*'],
    least: 1,
  },
  'ssh-add': { flags: 'l', needs: [['-l']] },
  sshd: { flags: 'tTG', needs: [['-t', '-T', '-G']] },
  certbot: {
    style: 'plain',
    operands: ['choice:certificates|plugins|show_account'],
    least: 1,
    also: [
      {
        level: 'remediate',
        style: 'exact',
        verbs: {
          renew: {
            words: '--dry-run --quiet -q --no-random-sleep-on-renew',
            values: { '--cert-name': 'host' },
            effects: [['credential', 'renew', 'certificates']],
          },
        },
      },
    ],
  },
};
