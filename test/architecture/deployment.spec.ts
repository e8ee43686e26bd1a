import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Service {
  image?: string;
  build?: { context: string; dockerfile: string };
  ports?: string[];
  volumes?: string[];
  networks?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  restart?: string;
  environment?: Record<string, string>;
}

const read = (path: string) => readFileSync(path, 'utf8');
const scripts = Object.entries(
  (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts,
);

describe('the compose file', () => {
  const compose = parse(read('docker-compose.yml'), { merge: true }) as {
    services: Record<string, Service>;
    volumes: Record<string, unknown>;
    networks: Record<string, unknown>;
  };
  const services = Object.entries(compose.services);

  it('names everything it refers to', () => {
    const missing = services.flatMap(([name, service]) => [
      ...Object.keys(service.depends_on ?? {}).filter((other) => !(other in compose.services)),
      ...(service.networks ?? []).filter((network) => !(network in compose.networks)),
      ...(service.volumes ?? [])
        .map((mount) => mount.split(':')[0]!)
        .filter((volume) => !(volume in compose.volumes)),
      ...(service.build && !existsSync(service.build.dockerfile)
        ? [`${name}: ${service.build.dockerfile}`]
        : []),
    ]);
    expect(missing).toEqual([]);
  });

  it.each(services)('pins the version of %s', (_name, { image }) => {
    expect(image).toMatch(/^[a-z0-9/-]+:\d/);
  });

  it.each(services.filter(([, { restart }]) => restart !== 'no'))(
    'can tell whether %s is well',
    (_name, service) => {
      expect(service.healthcheck?.test.length).toBeGreaterThan(1);
    },
  );

  it('waits for what must be well first', () => {
    const conditions = services.flatMap(([, service]) => Object.values(service.depends_on ?? {}));
    expect(conditions.filter(({ condition }) => condition === 'service_started')).toEqual([]);
  });

  it('opens nothing but this machine to the console, and demands sign-in', () => {
    const ports = services.flatMap(([, { ports }]) => ports ?? []);
    expect(ports).toEqual([expect.stringMatching(/^127\.0\.0\.1:/)]);
    expect(compose.services['control-plane']?.environment?.['LEGATOR_AUTH']).toBe('true');
  });

  it('keeps the probe away from the database', () => {
    expect(compose.services['probe']?.networks).not.toContain('data');
  });

  const docker = spawnSync('docker', ['compose', 'version']).status === 0;
  (docker ? it : it.skip)('is what Docker itself accepts', () => {
    const { status, stderr } = spawnSync('docker', ['compose', 'config', '--quiet'], { encoding: 'utf8' });
    expect({ status, stderr }).toMatchObject({ status: 0 });
  });
});

describe.each(readdirSync('deploy/containers'))('%s', (name) => {
  const lines = read(`deploy/containers/${name}`)
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => /^[A-Z]+ /.test(line));
  const of = (instruction: string) => lines.filter((line) => line.startsWith(`${instruction} `));

  it('builds on a version, not on whatever is newest', () => {
    for (const line of of('FROM')) expect(line).toMatch(/^FROM [a-z/]+:\d[\w.-]*( AS \w+)?$/);
    expect(of('FROM').length).toBe(2);
  });

  it('does not run as root', () => {
    const last = lines.lastIndexOf(of('FROM').at(-1)!);
    expect(lines.slice(last).filter((line) => line.startsWith('USER '))).toEqual(['USER node']);
  });

  it('copies what exists, and downloads nothing unchecked', () => {
    const sources = of('COPY')
      .filter((line) => !line.includes('--from='))
      .flatMap((line) => line.split(/ +/).slice(1, -1));
    expect(sources.filter((source) => !existsSync(source))).toEqual([]);
    expect(of('ADD')).toEqual([]);
    expect(lines.join('\n')).not.toMatch(/curl|wget/);
  });

  it('gets signals itself, and says whether it is well', () => {
    expect(of('CMD')).toEqual([expect.stringMatching(/^CMD \["node"/)]);
    expect(of('HEALTHCHECK').length).toBe(1);
  });
});

it('gives images sources alone', () => {
  expect(read('.dockerignore').split('\n')).toEqual(
    expect.arrayContaining(['.git', '.legator', '**/node_modules', '**/dist', '**/.env*']),
  );
});

describe('the commands', () => {
  const named = (text: string) =>
    [...text.matchAll(/npm (?:run ([a-z0-9:-]+)|(start|test)\b)/g)].map(([, run, plain]) => (run ?? plain)!);
  const known = new Set(scripts.map(([name]) => name));

  it.each(['Makefile', 'README.md', '.github/workflows/ci.yml', '.ci/run'])('in %s exist', (path) => {
    expect(named(read(path)).length).toBeGreaterThan(0);
    expect(named(read(path)).filter((name) => !known.has(name))).toEqual([]);
  });

  it.each(scripts)('%s runs a file that exists', (_name, command) => {
    const script = /^node (\S+)/.exec(command)?.[1];
    expect(script === undefined || existsSync(script)).toBe(true);
  });

  it('of the pipelines offer what operators expect', () => {
    const targets = [...read('Makefile').matchAll(/^([a-z0-9-]+):/gm)].map(([, target]) => target);
    expect(targets).toEqual(
      expect.arrayContaining([
        'build',
        'architecture-guard',
        'preflight',
        'test',
        'e2e',
        'lint',
        'release-build',
      ]),
    );
  });
});
