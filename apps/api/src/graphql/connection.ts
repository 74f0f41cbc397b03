import type { Slice, Stretch, StretchRows, Window } from '@bicorne/application';
import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import { Access } from './access.js';
import { BadUserInput } from './errors.js';

/** The largest page; the gate refuses a larger one, and a list that asks for none. */
export const MAX_PAGE = 100;

@ArgsType()
export class ConnectionArgs {
  @Field(() => Int, { nullable: true, description: `How many, from the start or after a cursor: 1 to ${MAX_PAGE}.` })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Cursor after which the page starts.' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: `How many, from the end or before a cursor: 1 to ${MAX_PAGE}.` })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Cursor before which the page ends.' })
  before?: string | null;
}

@ObjectType({ description: 'Where a page stands in its list.' })
@Access('SIGNED_IN')
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether something follows this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether something precedes this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first on this page.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last on this page.' })
  endCursor!: string | null;
}

/** One page of a list. */
export interface Connection<Node> {
  totalCount: number;
  pageInfo: PageInfo;
  edges: { cursor: string; node: Node }[];
}

/**
 * The Relay connection of a type, as a class to extend:
 * `@ObjectType() export class MemberConnection extends ConnectionOf('Member', () => Member) {}`.
 *
 * @param counted how far its rows are counted, where that is not to the end
 */
export function ConnectionOf<Node>(
  name: string,
  node: () => new () => Node,
  counted = '',
): abstract new () => Connection<Node> {
  @ObjectType(`${name}Edge`, { description: `A ${name} and its place in the list.` })
  @Access('SIGNED_IN')
  class Edge {
    @Field(() => String, { description: 'For `after` and `before`.' })
    cursor!: string;

    @Field(() => node(), { description: `The ${name}.` })
    node!: Node;
  }

  @ObjectType({ isAbstract: true })
  abstract class AbstractConnection {
    @Field(() => Int, { description: `How many there are on all pages${counted}.` })
    totalCount!: number;

    @Field(() => PageInfo, { description: 'Where this page stands.' })
    pageInfo!: PageInfo;

    @Field(() => [Edge], { description: 'What is on this page.' })
    edges!: Edge[];
  }
  return AbstractConnection;
}

/**
 * The page that the arguments ask for. `slice` is called with the window of rows, twice where the page is counted from
 * the end. The gate has seen to it that exactly one of `first` and `last` is there, and in range.
 *
 * @throws BadUserInput for a cursor that is not one of ours
 */
export async function pageOf<Node>(
  args: ConnectionArgs,
  slice: (window: Window) => Promise<Slice<Node>>,
): Promise<Connection<Node>> {
  const start = isGiven(args.after) ? positionOf(args.after, 'after') + 1 : 0;
  const before = isGiven(args.before) ? positionOf(args.before, 'before') : null;
  const window = isGiven(args.last) ? await backward(args.last, start, before, slice) : forward(args, start, before);
  const { rows, totalCount } = await slice(window);
  const edges = rows.map((node, index) => ({ cursor: cursorAt(window.offset + index), node }));
  return {
    totalCount,
    pageInfo: {
      hasNextPage: window.offset + rows.length < totalCount,
      hasPreviousPage: window.offset > 0 && totalCount > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    edges,
  };
}

/** A page of a list that grows without end; how long that is, it counts only where somebody asks. */
export interface LongConnection<Node> extends Omit<Connection<Node>, 'totalCount'> {
  count: () => Promise<number>;
}

/**
 * The page that the arguments ask for, with cursors that are rows of the list and not places in it: no page reads or
 * counts what is outside of it.
 *
 * @throws BadUserInput for a cursor that is not one of ours
 */
export async function longPageOf<Node extends { id: string }>(
  args: ConnectionArgs,
  stretch: (asked: Stretch) => Promise<StretchRows<Node>>,
  count: () => Promise<number>,
): Promise<LongConnection<Node>> {
  const after = isGiven(args.after) ? rowOf(args.after, 'after') : null;
  const before = isGiven(args.before) ? rowOf(args.before, 'before') : null;
  const from = isGiven(args.last) ? 'END' : 'START';
  const { rows, more } = await stretch({ after, before, limit: args.last ?? args.first ?? MAX_PAGE, from });
  const edges = rows.map((node) => ({ cursor: cursorOf('row', node.id), node }));
  return {
    pageInfo: {
      hasNextPage: before !== null || (from === 'START' && more),
      hasPreviousPage: after !== null || (from === 'END' && more),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    edges,
    count,
  };
}

function isGiven<Value>(value: Value | null | undefined): value is Value {
  return value !== null && value !== undefined;
}

function forward({ first }: ConnectionArgs, start: number, before: number | null): Window {
  const size = first ?? MAX_PAGE;
  return { offset: start, limit: before === null ? size : Math.max(0, Math.min(size, before - start)) };
}

async function backward<Node>(
  last: number,
  start: number,
  before: number | null,
  slice: (window: Window) => Promise<Slice<Node>>,
): Promise<Window> {
  const { totalCount } = await slice({ offset: 0, limit: 0 });
  const end = Math.min(before ?? totalCount, totalCount);
  const offset = Math.max(start, end - last);
  return { offset, limit: Math.max(0, end - offset) };
}

function cursorAt(position: number): string {
  return cursorOf('at', String(position));
}

function positionOf(cursor: string, argument: string): number {
  return Number(valueIn(cursor, 'at', /^\d{1,9}$/, argument));
}

/** Ids of such lists are whole numbers that fit PostgreSQL's bigint. */
function rowOf(cursor: string, argument: string): string {
  return valueIn(cursor, 'row', /^\d{1,18}$/, argument);
}

function cursorOf(kind: 'at' | 'row', value: string): string {
  return Buffer.from(`${kind}:${value}`).toString('base64url');
}

function valueIn(cursor: string, kind: 'at' | 'row', form: RegExp, argument: string): string {
  const [name, value = ''] = Buffer.from(cursor, 'base64url').toString().split(':', 2);
  if (name !== kind || !form.test(value) || cursorOf(kind, value) !== cursor)
    throw new BadUserInput(`${argument} is not a cursor of this list.`, argument);
  return value;
}
