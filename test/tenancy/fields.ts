import { getNamedType, isObjectType, type GraphQLObjectType } from 'graphql';
import { ask, codesOf, type LeakFinder } from './asking.js';
import { routesFor, type DocumentWriter, type Operation, type Route } from './documents.js';
import { answeredFields, lateness } from './id-places.js';
import type { Published } from './published.js';
import type { Asker } from './askers.js';
import { ownId, type Place, type World } from './world.js';

/** How many refused fields the gate names in one answer. */
const NAMED_AT_ONCE = 8;

/** Asks for every field of every type that queries come to. */
export class FieldWalk {
  /** Fields that came with an answer, and by whom: `Type.field`. */
  readonly answered = new Set<string>();
  private readonly everyRoute: ReadonlyMap<string, Route>;

  constructor(
    private readonly world: World,
    private readonly schema: Published,
    private readonly writer: DocumentWriter,
  ) {
    this.everyRoute = routesFor(schema, null);
  }

  /** Every field of every type, those of subscriptions aside. */
  get fields(): string[] {
    return this.schema.types
      .filter((type) => type !== this.schema.rootOf('subscription'))
      .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
  }

  /**
   * Reads all that the asker may read of each type, beginning with rows of their own.
   *
   * @returns what of others' rows was shown, one line each
   */
  async read(asker: Asker, own: Place, leaks: LeakFinder): Promise<string[]> {
    const faults: string[] = [];
    const routes = routesFor(this.schema, asker.role);
    const ids = (type: string): string => ownId(own, type);
    const query = this.schema.rootOf('query');
    const operations: Operation[] = [];
    // From each type over each of its fields, so that a type is read by every way into it.
    for (const [type, route] of [[query, []] as const, ...this.typesOf(routes)])
      for (const field of Object.values(type.getFields())) {
        const inner = getNamedType(field.type);
        if (!isObjectType(inner) || !this.schema.allows(asker.role, `${type.name}.${field.name}`)) continue;
        const selection = this.writer.wide(inner, asker.role, ids);
        if (selection !== '') operations.push(this.writer.along('query', [...route, { type, field }], selection, ids));
      }
    for (const operation of operations) {
      const told = await ask(this.world, asker, operation);
      if (told.data === undefined) faults.push(`${asker.what} was refused ${operation.query}: ${told.text}`);
      const leaked = leaks.in(told.text, JSON.stringify(operation));
      if (leaked.length > 0) faults.push(`${asker.what} saw ${leaked.join(', ')} by ${operation.query}`);
      for (const field of answeredFields(this.schema, 'query', told.data)) this.answered.add(field);
    }
    return faults;
  }

  /**
   * Asks for each field that the asker may not use.
   *
   * @returns the requests, and what was not refused, one line each
   */
  async trespass(asker: Asker, own: Place): Promise<{ requests: number; faults: string[] }> {
    const faults: string[] = [];
    let requests = 0;
    for (const type of this.typesBelow()) {
      const denied = Object.values(type.getFields()).filter(
        ({ name }) => !this.schema.allows(asker.role, `${type.name}.${name}`),
      );
      const route = this.everyRoute.get(type.name) ?? [];
      // Where nobody is signed in, one refused field refuses all: each is asked for by itself.
      const size = asker.role === null ? 1 : NAMED_AT_ONCE;
      for (let at = 0; at < denied.length; at += size) {
        const asked = denied.slice(at, at + size);
        const ids = (of: string): string => ownId(own, of);
        const below = asked.map((field) => this.writer.field(type, field, ids)).join(' ');
        const [first, ...rest] = route.length > 0 ? route : [{ type, field: asked[0]! }];
        const operation =
          route.length > 0
            ? this.writer.along('query', [first!, ...rest], `{ ${below} }`, ids)
            : this.writer.roots('query', asked, ids);
        const told = await ask(this.world, asker, operation);
        requests += 1;
        const wanted = asker.role === null ? ['UNAUTHENTICATED'] : ['FORBIDDEN'];
        const named = told.errors[0]?.extensions?.['fields'] as string[] | undefined;
        const unnamed = asked.filter(({ name }) => !(named ?? []).includes(`${type.name}.${name}`));
        if (told.data !== undefined || String(codesOf(told)) !== String(wanted))
          faults.push(`${asker.what} was told ${told.text} of ${operation.query}`);
        // The way to the type may be refused as well, and ten are named.
        else if (asker.role !== null && named !== undefined && named.length < 10 && unnamed.length > 0)
          faults.push(`${asker.what} may use ${unnamed.map(({ name }) => `${type.name}.${name}`).join(', ')}`);
      }
    }
    for (const { name, operation } of this.mutations(asker, own, false)) {
      const told = await ask(this.world, asker, operation);
      requests += 1;
      if (told.data !== undefined || String(codesOf(told)) !== (asker.role === null ? 'UNAUTHENTICATED' : 'FORBIDDEN'))
        faults.push(`${asker.what} was told ${told.text} of ${name}`);
    }
    return { requests, faults };
  }

  /** Does everything that the asker may do, each once, in the order in which the least is ended. */
  async change(asker: Asker, own: Place): Promise<void> {
    for (const { operation } of this.mutations(asker, own, true)) {
      const told = await ask(this.world, asker, operation);
      for (const field of answeredFields(this.schema, 'mutation', told.data)) this.answered.add(field);
    }
  }

  /** Each mutation that the asker may use, or may not, with an input that stands. */
  private mutations(asker: Asker, own: Place, allowed: boolean): { name: string; operation: Operation }[] {
    const type = this.schema.rootOf('mutation');
    const ids = (of: string): string => ownId(own, of);
    return Object.values(type.getFields())
      .filter(({ name }) => this.schema.allows(asker.role, `${type.name}.${name}`) === allowed)
      .map((field) => {
        const inner = getNamedType(field.type);
        const whole = allowed && isObjectType(inner);
        const selection = whole
          ? this.writer.selection(inner, asker.role, 1, ids)
          : this.writer.least(field, null, ids);
        return { name: field.name, operation: this.writer.along('mutation', [{ type, field }], selection ?? '', ids) };
      })
      .sort((a, b) => lateness(`.${a.name}`) - lateness(`.${b.name}`));
  }

  private typesOf(routes: ReadonlyMap<string, Route>): (readonly [GraphQLObjectType, Route])[] {
    return this.schema.types.flatMap((type) => {
      const route = routes.get(type.name);
      return route ? [[type, route] as const] : [];
    });
  }

  private typesBelow(): GraphQLObjectType[] {
    return this.schema.types.filter((type) => type === this.schema.rootOf('query') || this.everyRoute.has(type.name));
  }
}
