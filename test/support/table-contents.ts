import { Client } from 'pg';

/**
 * What stands in each table of a database, as a count and a digest, to tell whether anything has changed. A partition
 * is read with its table: which ones there are changes by itself at midnight.
 *
 * @param except columns that do not count, as `table.column`
 */
export async function tableContents(
  url: string,
  except: readonly string[] = [],
): Promise<Record<string, string>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    // All of it at one moment: what moves from one table to another meanwhile is in one of them.
    await client.query('begin isolation level repeatable read read only');
    const { rows: tables } = await client.query<{ name: string }>(
      `select relname as name from pg_class where relkind in ('r', 'p') and not relispartition and relnamespace = 'public'::regnamespace order by 1`,
    );
    const contents: Record<string, string> = {};
    for (const { name } of tables) {
      const columns = except.filter((one) => one.startsWith(`${name}.`)).map((one) => one.split('.')[1]!);
      const { rows } = await client.query<{ count: string; digest: string }>(
        `select count(*), md5(coalesce(string_agg(row, ' ' order by row), '')) as digest
         from (select (to_jsonb(t) - $1::text[])::text as row from "${name}" t) as rows`,
        [columns],
      );
      contents[name] = `${rows[0]!.count} rows ${rows[0]!.digest}`;
    }
    return contents;
  } finally {
    await client.end();
  }
}
