import type { Slice, Window } from '@bicorne/application';
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
 */
export function ConnectionOf<Node>(name: string, node: () => new () => Node): abstract new () => Connection<Node> {
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
    @Field(() => Int, { description: 'How many there are on all pages.' })
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

const CURSOR = /^at:(\d{1,9})$/;

function cursorAt(position: number): string {
  return Buffer.from(`at:${position}`).toString('base64url');
}

function positionOf(cursor: string, argument: string): number {
  const position = CURSOR.exec(Buffer.from(cursor, 'base64url').toString())?.[1];
  if (position === undefined || cursorAt(Number(position)) !== cursor)
    throw new BadUserInput(`${argument} is not a cursor of this list.`, argument);
  return Number(position);
}
