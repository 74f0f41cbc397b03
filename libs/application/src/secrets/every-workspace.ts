import type { DataSource } from 'typeorm';

const AT_ONCE = 500;

/** The ids of all workspaces, in their order. @param owner the database under the role that sees them all */
export async function* everyWorkspace(owner: DataSource): AsyncGenerator<string> {
  let after: string | null = null;
  for (;;) {
    const rows: { id: string }[] = await owner.query(
      'select id from workspace where $1::uuid is null or id > $1 order by id limit $2',
      [after, AT_ONCE],
    );
    yield* rows.map(({ id }) => id);
    after = rows.at(-1)?.id ?? null;
    if (rows.length < AT_ONCE) return;
  }
}
