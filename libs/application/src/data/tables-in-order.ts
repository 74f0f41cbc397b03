import type { Tx } from '@bicorne/persistence';

/** A table of a workspace, as the catalogue has it. */
export interface WorkspaceTable {
  name: string;
  /** Whether its rows are of a client. */
  hasClient: boolean;
  /** Whether the role of the transaction may delete its rows by themselves. */
  mayDelete: boolean;
  columns: string[];
  /** Columns that the database numbers by itself. */
  numbered: string[];
  /** The columns of its primary key, the workspace left out. */
  key: string[];
}

interface Row extends WorkspaceTable {
  refersTo: string[];
}

/**
 * Every table that has a workspace, from the catalogue, so that none is forgotten: each after those that it refers to.
 * Rows are written in this order, and deleted in the opposite one.
 */
export async function tablesInOrder(tx: Pick<Tx, 'query'>): Promise<WorkspaceTable[]> {
  const rows = await tx.query<Row>(
    `select c.relname as name,
       exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'client_id'
         and a.atttypid = 'uuid'::regtype) as "hasClient",
       has_table_privilege(c.oid, 'delete') as "mayDelete",
       array(select a.attname::text from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum) as columns,
       array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attidentity <> '') as numbered,
       array(select a.attname::text from pg_index i
         cross join unnest(i.indkey::int2[]) with ordinality as k (attnum, place)
         join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
         where i.indrelid = c.oid and i.indisprimary and a.attname <> 'workspace_id' order by k.place) as key,
       array(select distinct f.relname::text from pg_constraint k join pg_class f on f.oid = k.confrelid
         where k.conrelid = c.oid and k.contype = 'f') as "refersTo"
     from pg_class c
     join pg_attribute w on w.attrelid = c.oid and w.attname = 'workspace_id' and not w.attisdropped
     where c.relnamespace = 'bicorne'::regnamespace and c.relkind in ('r', 'p') order by 1`,
  );
  const byName = new Map(rows.map((row) => [row.name, row]));
  const ordered = new Map<string, WorkspaceTable>();
  const place = ({ refersTo, ...table }: Row): void => {
    if (ordered.has(table.name)) return;
    for (const other of refersTo) {
      const row = byName.get(other);
      if (row && other !== table.name) place(row);
    }
    ordered.set(table.name, table);
  };
  rows.forEach(place);
  return [...ordered.values()];
}
