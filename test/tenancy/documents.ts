import type { Role } from '@bicorne/domain';
import {
  astFromValue,
  getNamedType,
  isInputType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  print,
  type GraphQLField,
  type GraphQLObjectType,
} from 'graphql';
import type { InputMaker, InputPath, OwnIds } from './inputs.js';
import type { OperationKind, Published } from './published.js';

export interface Operation {
  query: string;
  variables: Record<string, unknown>;
}

type Field = GraphQLField<unknown, unknown>;

/** From a root of the schema down to a field, whose last step is the field. */
export type Route = readonly { type: GraphQLObjectType; field: Field }[];

/** The value of one argument that is asked about: where it stands and what it is. */
export interface Tested {
  argument: string;
  path: InputPath;
  value: unknown;
}

/** Writes operations that may run, for any field of the schema. */
export class DocumentWriter {
  constructor(
    private readonly published: Published,
    private readonly inputs: InputMaker,
  ) {}

  /** An operation that goes a route and selects there. @param selection empty for a leaf */
  along(kind: OperationKind, route: Route, selection: string, own: OwnIds, tested?: Tested): Operation {
    const variables: Record<string, unknown> = {};
    const declared: string[] = [];
    let text = selection;
    for (const [index, { type, field }] of [...route.entries()].reverse()) {
      const given: string[] = [];
      for (const argument of field.args) {
        const isTested = index === route.length - 1 && tested?.argument === argument.name;
        if (!isTested && !isRequiredArgument(argument) && argument.name !== 'first') continue;
        const name = `${argument.name}${index}`;
        const place = `${type.name}.${field.name}.${argument.name}`;
        variables[name] = this.inputs.make(argument.type, place, own, isTested ? tested.path : null, tested?.value);
        declared.push(`$${name}: ${String(argument.type)}`);
        given.push(`${argument.name}: $${name}`);
      }
      text = `{ ${field.name}${given.length > 0 ? `(${given.join(', ')})` : ''} ${text} }`;
    }
    return { query: `${kind}${declared.length > 0 ? ` (${declared.join(', ')})` : ''} ${text}`, variables };
  }

  /**
   * All that a role may read of a type, its objects `depth` deep; connections and their edges count for nothing.
   *
   * @returns empty where the role may read nothing of it
   */
  selection(type: GraphQLObjectType, role: Role | null, depth: number, own: OwnIds): string {
    const parts = Object.values(type.getFields()).flatMap((field) => {
      if (!this.published.allows(role, `${type.name}.${field.name}`)) return [];
      const head = `${field.name}${this.literals(type, field, own)}`;
      const inner = getNamedType(field.type);
      if (!isObjectType(inner)) return [head];
      const thin = /(Connection|Edge)$/.test(inner.name) || inner.name === 'PageInfo';
      if (depth === 0 && !thin) return [];
      const below = this.selection(inner, role, depth - (thin ? 0 : 1), own);
      return below === '' ? [] : [`${head} ${below}`];
    });
    return parts.length === 0 ? '' : `{ ${parts.join(' ')} }`;
  }

  /** Every field of a type that a role may use, each with as little below it as there has to be. */
  wide(type: GraphQLObjectType, role: Role | null, own: OwnIds): string {
    const parts = Object.values(type.getFields()).flatMap((field) => {
      if (!this.published.allows(role, `${type.name}.${field.name}`)) return [];
      const below = this.least(field, role, own);
      return below === null ? [] : [`${field.name}${this.literals(type, field, own)} ${below}`];
    });
    return parts.length === 0 ? '' : `{ ${parts.join(' ')} }`;
  }

  /** A field, whoever may use it, with one leaf below it. */
  field(type: GraphQLObjectType, field: Field, own: OwnIds): string {
    return `${field.name}${this.literals(type, field, own)} ${this.least(field, null, own) ?? ''}`;
  }

  /** An operation that asks for fields of the root. */
  roots(kind: OperationKind, fields: readonly Field[], own: OwnIds): Operation {
    const type = this.published.rootOf(kind);
    return { query: `${kind} { ${fields.map((field) => this.field(type, field, own)).join(' ')} }`, variables: {} };
  }

  /** One leaf below a field, or the field itself: enough to ask whether it may be used. */
  least(field: Field, role: Role | null, own: OwnIds, seen: readonly string[] = []): string | null {
    const inner = getNamedType(field.type);
    if (isLeafType(inner)) return '';
    if (!isObjectType(inner) || seen.includes(inner.name)) return null;
    const fields = Object.values(inner.getFields()).sort((a, b) => rank(a) - rank(b));
    for (const next of fields) {
      if (role !== null && !this.published.allows(role, `${inner.name}.${next.name}`)) continue;
      const below = this.least(next, role, own, [...seen, inner.name]);
      if (below !== null) return `{ ${next.name}${this.literals(inner, next, own)} ${below} }`;
    }
    return null;
  }

  private literals(type: GraphQLObjectType, field: Field, own: OwnIds): string {
    const given = field.args.flatMap((argument) => {
      if (!isRequiredArgument(argument) && argument.name !== 'first') return [];
      const value = this.inputs.make(argument.type, `${type.name}.${field.name}.${argument.name}`, own, null);
      const node = isInputType(argument.type) ? astFromValue(value, argument.type) : null;
      return node ? [`${argument.name}: ${print(node)}`] : [];
    });
    return given.length > 0 ? `(${given.join(', ')})` : '';
  }
}

function rank(field: Field): number {
  return isLeafType(getNamedType(field.type)) ? 0 : 1;
}

/**
 * The shortest way from the queries to each object type that a role can come to; with null, whatever they may use.
 *
 * @returns by the name of the type; the type of a subscription's or a mutation's answer alone is not among them
 */
export function routesFor(published: Published, role: Role | null): Map<string, Route> {
  const routes = new Map<string, Route>();
  const waiting: { type: GraphQLObjectType; route: Route }[] = [{ type: published.rootOf('query'), route: [] }];
  for (let next = waiting.shift(); next; next = waiting.shift())
    for (const field of Object.values(next.type.getFields())) {
      const inner = getNamedType(field.type);
      if (!isObjectType(inner) || routes.has(inner.name)) continue;
      if (role !== null && !published.allows(role, `${next.type.name}.${field.name}`)) continue;
      const route = [...next.route, { type: next.type, field }];
      routes.set(inner.name, route);
      waiting.push({ type: inner, route });
    }
  return routes;
}
