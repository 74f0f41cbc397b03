import type { Role } from '@bicorne/domain';
import { rolesOf, type AccessLevel } from '@bicorne/identity';
import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import { accessOf } from './finish-schema.js';

/** Between these lines of docs/security.md stands the table. */
export const TABLE_BEGINS = '<!-- roles: written by npm run schema -->';
export const TABLE_ENDS = '<!-- end of roles -->';

const ROLES: readonly Role[] = ['OWNER', 'PARTNER', 'PRACTITIONER', 'SPONSOR', 'VIEWER'];

/** Who may do what: each operation of the schema with the scope that it takes and the roles that may use it. */
export function roleTable(schema: GraphQLSchema): string {
  const roots: [GraphQLObjectType | null | undefined, 'READ' | 'WRITE'][] = [
    [schema.getQueryType(), 'READ'],
    [schema.getMutationType(), 'WRITE'],
    [schema.getSubscriptionType(), 'READ'],
  ];
  const rows = roots.flatMap(([type, scope]) =>
    type
      ? Object.values(type.getFields())
          .map((field) => ({ name: field.name, level: accessOf(type, field) }))
          .sort((a, b) => (a.name < b.name ? -1 : 1))
          .map(({ name, level }) => rowOf(name, scope, level))
      : [],
  );
  return markdownTable([['operation', 'scope', 'nobody', ...ROLES], ...rows]);
}

/** The document with the table of this schema in the place of the one that it has. @throws Error where it has no place */
export function withRoleTable(document: string, schema: GraphQLSchema): string {
  const [begin, end] = [document.indexOf(TABLE_BEGINS), document.indexOf(TABLE_ENDS)];
  if (begin < 0 || end < begin) throw new Error('The document has no place for the table of roles.');
  return `${document.slice(0, begin)}${TABLE_BEGINS}\n\n${roleTable(schema)}\n\n${document.slice(end)}`;
}

function rowOf(name: string, scope: string, level: AccessLevel | null): string[] {
  if (level === null) throw new Error(`${name} has no declared access.`);
  const may = rolesOf(level);
  const yes = (allowed: boolean): string => (allowed ? 'yes' : '–');
  return [`\`${name}\``, scope, yes(level === 'PUBLIC'), ...ROLES.map((role) => yes(may.includes(role)))];
}

/** As prettier writes it, so that formatting changes nothing. */
function markdownTable(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: string[]): string => `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}
