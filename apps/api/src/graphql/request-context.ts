import { narrowedToPractitioner, NotFound, type PublicContext, type UseCaseContext } from '@bicorne/application';
import type { Caller, Identity, OwnAccount } from '@bicorne/identity';
import type { Origin, Tx } from '@bicorne/persistence';
import { Context } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { RateLimited } from './errors.js';
import type { PublicAct, PublicLimits } from '../http/public-limits.js';
import type { EventFeed, EventKind } from '../stream/event-feed.js';
import { events } from '../stream/events.js';

/** Finds values for many keys at once, in the order of the keys; null where there is none. */
export type Batch<Value> = (context: UseCaseContext, keys: readonly string[]) => Promise<(Value | null)[]>;

/** What resolvers are given: the context of use cases, and loaders that live as long as the request. */
export interface RequestContext extends UseCaseContext, PublicContext {
  /** The request's Idempotency-Key; null where it has none. */
  idempotencyKey: string | null;
  /** Counts what the request does without a sign-in. @throws RateLimited where its address had its share */
  takeTurn(act: PublicAct): void;
  /** Counts what could be a guess at somebody's sign-in. @throws RateLimited where its address had its share */
  countGuess(): Promise<void>;
  /** The caller's own sessions and places. */
  ownAccount: OwnAccount;
  /** One value; all that a request asks of one batch in the same moment is found in one go. */
  load<Value>(batch: Batch<Value>, key: string): Promise<Value | null>;
  /** The same for what has to be there. @throws NotFound where it is not */
  require<Value>(batch: Batch<Value>, key: string): Promise<Value>;
  /** The events of a subscription field: what happens in the caller's workspace from now on, but what `find` gives as null. */
  events<Field extends string, Value>(
    field: Field,
    kind: EventKind,
    find: (id: string) => Promise<Value | null>,
  ): AsyncIterable<Record<Field, Value>>;
}

/** A resolver's first parameter: `@Ctx() context: RequestContext`. */
export function Ctx(): ParameterDecorator {
  return Context();
}

export interface ContextParts extends Omit<UseCaseContext, 'caller'> {
  feed: EventFeed;
  identity: Identity;
  publicLimits: PublicLimits;
}

/** How a request came. */
export interface Visit {
  origin: Origin;
  /** As `countedUnder` gives it. */
  countedUnder: string | null;
  idempotencyKey: string | null;
}

/**
 * @param caller null where nobody signed in: only fields declared PUBLIC run, and none of them asks who
 */
export function requestContext(
  { feed, identity, publicLimits, ...parts }: ContextParts,
  { origin, countedUnder, idempotencyKey }: Visit,
  caller: Caller | null,
): RequestContext {
  const loaders = new Map<unknown, DataLoader<string, unknown>>();
  const context: RequestContext = {
    ...parts,
    origin,
    idempotencyKey,
    takeTurn: (act) => publicLimits.take(act, countedUnder),
    ownAccount: identity.ownAccount,
    countGuess: async () => {
      const wait = await identity.countGuess(countedUnder);
      if (wait !== null) throw RateLimited.in(wait);
    },
    events: (field, kind, find) => events(field, feed.subscribe(kind, context.caller.workspaceId), find),
    get caller() {
      if (caller === null) throw new Error('A public field asked who the caller is.');
      return caller;
    },
    load: <Value>(batch: Batch<Value>, key: string) => {
      let loader = loaders.get(batch) as DataLoader<string, Value | null> | undefined;
      if (!loader) {
        loader = new DataLoader((keys) => batch(context, keys));
        loaders.set(batch, loader);
      }
      return loader.load(key);
    },
    require: async (batch, key) => {
      const value = await context.load(batch, key);
      if (value === null) throw new NotFound();
      return value;
    },
  };
  return context;
}

/** A batch of rows by id, from a loader that gives what it finds in no order. Declare it once, beside the resolver. */
export function byId<Row extends { id: string }>(
  load: (tx: Tx, ids: readonly string[], practitionerId: string | null) => Promise<Row[]>,
): Batch<Row> {
  return async (context, ids) => {
    const rows = await context.transaction.run(context.caller, (tx) =>
      load(tx, ids, narrowedToPractitioner(context.caller)),
    );
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  };
}
