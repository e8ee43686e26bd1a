import type { Client } from 'pg';

/** Something that goes wrong with the database, from when it is begun until it is ended. As the database's owner. */
export interface DatabaseFault {
  readonly name: string;
  /** Whether nothing can be sent while it lasts. */
  readonly total: boolean;
  begin(owner: Client): Promise<void>;
  end(owner: Client): Promise<void>;
}

const WRITERS = 'legator_app, legator_worker';

/** A trigger that does this for every entry of the trail, when it is written or when that is committed. */
function trigger(
  name: string,
  when: 'before insert' | 'at commit',
  body: string,
  total: boolean,
): DatabaseFault {
  const made =
    when === 'at commit'
      ? `create constraint trigger evil after insert on audit_inbox deferrable initially deferred
         for each row execute function evil_fault()`
      : `create trigger evil before insert on audit_inbox for each row execute function evil_fault()`;
  return {
    name,
    total,
    begin: async (owner) => {
      await owner.query(
        `create or replace function evil_fault() returns trigger language plpgsql security definer as
         $fault$ begin ${body}; return new; end $fault$`,
      );
      await owner.query(made);
    },
    end: async (owner) => void (await owner.query('drop trigger if exists evil on audit_inbox')),
  };
}

/** How the connections of a test call themselves. */
export const OF_THE_TEST = 'of the test';

/** Ends every connection of the control plane, in whatever it is doing. */
export async function cutConnections(owner: Client): Promise<void> {
  await owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name <> $1`,
    [OF_THE_TEST],
  );
}

export const DATABASE_FAULTS: readonly DatabaseFault[] = [
  {
    name: 'the trail may not be written',
    total: true,
    begin: async (owner) => void (await owner.query(`revoke insert on audit_inbox from ${WRITERS}`)),
    end: async (owner) => void (await owner.query(`grant insert on audit_inbox to ${WRITERS}`)),
  },
  trigger('the disk of the trail is full', 'before insert', `raise exception using errcode = '53100'`, true),
  trigger('the commit fails', 'at commit', `raise exception 'no commit'`, true),
  trigger(
    'the server drops the connection at the commit',
    'at commit',
    'perform pg_terminate_backend(pg_backend_pid())',
    true,
  ),
  trigger('the commit takes long', 'at commit', 'perform pg_sleep(0.15)', false),
  {
    name: 'all connections are lost now and then',
    total: false,
    begin: () => Promise.resolve(),
    end: () => Promise.resolve(),
  },
  {
    name: 'the trail is locked for a while',
    total: true,
    begin: async (owner) => {
      await owner.query('begin');
      await owner.query('lock table audit_inbox in exclusive mode');
    },
    end: async (owner) => void (await owner.query('commit')),
  },
  { name: 'nothing is wrong', total: false, begin: () => Promise.resolve(), end: () => Promise.resolve() },
];
