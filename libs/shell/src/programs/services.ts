import type { Grammar } from '../grammar.js';

/** systemd, its journal, other ways to start services, and timed work. */
export const SERVICES: Record<string, Grammar> = {
  'rc-service': {
    style: 'exact',
    words: '--list -l',
    also: [
      { style: 'plain', operands: ['name', 'choice:status'], least: 2 },
      {
        style: 'plain',
        level: 'remediate',
        operands: ['startable', 'choice:start|restart|reload'],
        least: 2,
        effects: [['service', '$2', '$1']],
      },
      {
        style: 'plain',
        level: 'remediate',
        operands: ['stoppable', 'choice:stop'],
        least: 2,
        effects: [['service', 'stop', '$1']],
      },
    ],
  },
  'rc-status': {
    flags: 'acslrum',
    words: '--all --servicelist --list --runlevel --unused --manual --crashed',
    operands: ['name'],
  },
  'rc-update': {
    style: 'plain',
    operands: ['choice:show'],
    also: [
      {
        style: 'plain',
        level: 'remediate',
        operands: ['choice:add', 'name', 'name'],
        least: 2,
        effects: [['service', 'enable', '$2']],
      },
      {
        style: 'plain',
        level: 'remediate',
        operands: ['choice:del|delete', 'stoppable', 'name'],
        least: 2,
        effects: [['service', 'disable', '$2']],
      },
    ],
  },
  service: {
    style: 'exact',
    words: '--status-all',
    needs: [['--status-all']],
    also: [
      { style: 'plain', operands: ['name', 'choice:status'], least: 2 },
      {
        style: 'plain',
        level: 'remediate',
        operands: ['startable', 'choice:start|restart|reload|force-reload|try-restart|condrestart'],
        least: 2,
        effects: [['service', '$2', '$1:unit']],
      },
      {
        style: 'plain',
        level: 'remediate',
        operands: ['stoppable', 'choice:stop'],
        least: 2,
        effects: [['service', 'stop', '$1:unit']],
      },
    ],
  },
  chkconfig: {
    style: 'exact',
    words: '--list',
    operands: ['name'],
    also: [
      {
        style: 'plain',
        level: 'remediate',
        operands: ['stoppable', 'choice:on|off'],
        least: 2,
        effects: [['service', '$2', '$1']],
      },
    ],
  },
  runlevel: {},
  initctl: {
    style: 'plain',
    operands: ['choice:list|version|status', 'name'],
    least: 1,
    also: [
      {
        style: 'plain',
        level: 'remediate',
        operands: ['choice:start|restart|reload', 'startable'],
        least: 2,
        effects: [['service', '$1', '$2']],
      },
      {
        style: 'plain',
        level: 'remediate',
        operands: ['choice:stop', 'stoppable'],
        least: 2,
        effects: [['service', 'stop', '$2']],
      },
    ],
  },
  sv: {
    style: 'plain',
    operands: ['choice:status|check', 'entry*'],
    least: 2,
    also: [
      {
        style: 'plain',
        level: 'remediate',
        operands: ['choice:up|restart|reload|start|hup|once', 'entry*'],
        least: 2,
        effects: [['service', '$1', '$*']],
      },
    ],
  },
  supervisorctl: {
    style: 'plain',
    operands: ['choice:status|version|avail|pid', 'name*'],
    also: [
      {
        style: 'plain',
        level: 'remediate',
        operands: ['choice:start|restart|stop|signal|update|reread', 'zone*'],
        least: 1,
        effects: [['service', '$1', '$2']],
      },
      {
        style: 'plain',
        level: 'diagnose',
        operands: ['choice:tail', 'zone', 'choice:stdout|stderr'],
        least: 2,
      },
    ],
  },
  monit: {
    style: 'plain',
    operands: ['choice:status|summary|report|-t|-V', 'name'],
    least: 1,
    also: [
      {
        style: 'plain',
        level: 'remediate',
        operands: ['choice:start|restart|monitor|unmonitor|stop', 'stoppable'],
        least: 2,
        effects: [['service', '$1', '$2']],
      },
    ],
  },
  pm2: {
    style: 'plain',
    operands: ['choice:list|ls|status|prettylist|jlist|describe|info|show', 'name'],
    least: 1,
    also: [
      {
        style: 'plain',
        level: 'remediate',
        operands: ['choice:restart|reload|start|stop', 'name*'],
        least: 2,
        effects: [['service', '$1', '$2']],
      },
    ],
  },
  // Timed work.
  crontab: {
    flags: 'l',
    values: { '-u': 'user' },
    needs: [['-l']],
    also: [
      {
        level: 'remediate',
        asks: 'deletes or replaces what runs by itself',
        flags: 'ri',
        values: { '-u': 'user' },
        operands: ['path'],
        effects: [['write', 'crontab', '/var/spool/cron']],
      },
    ],
  },
  atq: { flags: 'V', values: { '-q': 'letter' } },
  atrm: {
    level: 'remediate',
    operands: ['numbers*'],
    least: 1,
    asks: 'deletes what was to be done later',
    effects: [
      ['delete', 'at job', '/var/spool/at'],
      ['delete', 'at job', '/var/spool/cron/atjobs'],
    ],
  },
  anacron: { flags: 'T', needs: [['-T']] },
  // Writes one line into the log, under any name: for a person, who knows what is a lie.
  logger: {
    level: 'remediate',
    flags: 'sie',
    values: { '-t|--tag|-p|--priority': 'word' },
    operands: ['any*'],
    least: 1,
    effects: [
      ['write', 'log', '/var/log/journal'],
      ['write', 'log', '/var/log/syslog'],
      ['write', 'log', '/var/log/messages'],
    ],
  },
  wall: {
    level: 'remediate',
    operands: ['any*'],
    asks: 'speaks to everyone who is signed in',
    effects: [['write', 'message', '*']],
  },
};
