import { judgeArgv } from './judge.js';

const reads = (line: string): string[] =>
  judgeArgv(line.split(' '))
    .effects.filter(({ kind }) => kind === 'read')
    .map(({ target }) => target);

it.each([
  ['docker compose -f /srv/app/a.yml --file /srv/app/b.yml up -d', ['/srv/app/a.yml', '/srv/app/b.yml']],
  ['docker compose --project-directory /srv/app up -d', ['/srv/app']],
  ['docker compose -f /tmp/x.yml up -d', ['/tmp/x.yml']],
  ['docker exec -w /app web ls', ['/app']],
  ['kubectl diff -f /srv/x.yaml', ['/srv/x.yaml']],
  ['kubectl apply -k /srv/prod --dry-run=server', ['/srv/prod']],
])('tells of %s which files it reads', (line, files) => {
  expect(reads(line)).toEqual(files);
});

it.each([
  'docker inspect -f {{.}} web',
  'docker service inspect --pretty web',
  'docker plugin inspect x',
  'docker exec -w /run/secrets web cat db',
  'docker exec -w /root web cat x',
  'helm status web -o json',
  'rabbitmqctl report',
  'php-fpm -tt',
])('knows that %s shows secrets', (line) => {
  expect(judgeArgv(line.split(' '))).toMatchObject({ level: 'remediate', sensitive: true });
});
