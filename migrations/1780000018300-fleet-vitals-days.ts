import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The days of the vitals, dropped by the text of their names. They were dropped by a date made of the last eight letters
 * of a name, and PostgreSQL is free to make it of the names of other tables first, of which it then found none.
 */
export class FleetVitalsDays1780000018300 implements MigrationInterface {
  name = 'FleetVitalsDays1780000018300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PARTITIONS);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

/** Makes the days around now and drops those past their time: 24 hours raw, 7 days in 5 minutes, 90 days in hours. */
const PARTITIONS = `
  create or replace function fleet_vitals_partitions(around timestamptz) returns int
    language plpgsql security definer set search_path = public, pg_temp as $$
  declare
    parent record;
    day date;
    part record;
    dropped int := 0;
  begin
    perform pg_advisory_xact_lock(7305911206);
    for parent in select * from (values
      ('fleet_vitals', interval '24 hours'), ('fleet_vitals_5m', interval '7 days'), ('fleet_vitals_1h', interval '90 days')
    ) as p(name, kept) loop
      for day in select d::date from generate_series(
        (around at time zone 'UTC')::date - 1, (around at time zone 'UTC')::date + 2, interval '1 day') d loop
        if to_regclass(format('%s_%s', parent.name, to_char(day, 'YYYYMMDD'))) is null then
          execute format('create table %I partition of %I for values from (%L) to (%L)',
            parent.name || '_' || to_char(day, 'YYYYMMDD'), parent.name,
            day::text || ' 00:00:00+00', (day + 1)::text || ' 00:00:00+00');
        end if;
      end loop;
      for part in select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = parent.name::regclass
          -- As text: whatever other tables are called, nothing here can fail. A day is past when its end is.
          and substring(c.relname::text from '_([0-9]{8})$')
            <= to_char((now() - parent.kept) at time zone 'UTC' - interval '1 day', 'YYYYMMDD') loop
        execute format('drop table %I', part.relname);
        dropped := dropped + 1;
      end loop;
    end loop;
    return dropped;
  end $$;
`;
