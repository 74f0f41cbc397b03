import { decided, refused, type Decided } from '@bicorne/domain';
import { newLinkSecret } from '@bicorne/identity';
import { CalendarAddressEntity } from '@bicorne/persistence';
import { randomUUID } from 'node:crypto';
import type { UseCaseContext } from '../context.js';

/** The address of the caller's calendar, of which the secret part is told once. */
export interface NewCalendarAddress {
  url: string;
  createdAt: Date;
}

/**
 * Makes the address of the caller's calendar, or another one in its place: the address before it opens nothing from then
 * on. A token stands for no person and is refused (NO_PERSON).
 */
export async function renewCalendarAddress(context: UseCaseContext): Promise<Decided<NewCalendarAddress>> {
  const { caller, services } = context;
  const person = personOf(context);
  if (!person) return noPerson();
  const { secret, hash } = newLinkSecret(caller.workspaceId);
  const createdAt = context.now();
  await context.transaction.run(caller, (tx) =>
    tx.manager.upsert(
      CalendarAddressEntity,
      { workspaceId: caller.workspaceId, id: randomUUID(), ...person, clientId: caller.clientId, hash, createdAt },
      { conflictPaths: ['workspaceId', person.memberId === null ? 'clientContactId' : 'memberId'] },
    ),
  );
  return decided({ url: `${services.baseUrl}/calendar/${secret}.ics`, createdAt });
}

/** Ends the address of the caller's calendar; a second time changes nothing. */
export async function revokeCalendarAddress(context: UseCaseContext): Promise<Decided<null>> {
  const person = personOf(context);
  if (!person) return noPerson();
  await context.transaction.run(context.caller, (tx) =>
    tx.manager.delete(CalendarAddressEntity, keyOf(context, person)),
  );
  return decided(null);
}

/** Whether the caller has a calendar, and since when; the address itself is not kept. */
export async function calendarAddress(context: UseCaseContext): Promise<{ createdAt: Date } | null> {
  const person = personOf(context);
  if (!person) return null;
  return context.transaction.run(context.caller, (tx) =>
    tx.manager.findOne(CalendarAddressEntity, { where: keyOf(context, person), select: { createdAt: true } }),
  );
}

interface Person {
  memberId: string | null;
  clientContactId: string | null;
}

function personOf({ caller: { memberId, clientContactId } }: UseCaseContext): Person | null {
  return memberId === null && clientContactId === null ? null : { memberId, clientContactId };
}

function keyOf({ caller: { workspaceId } }: UseCaseContext, { memberId, clientContactId }: Person) {
  return memberId === null ? { workspaceId, clientContactId: clientContactId ?? '' } : { workspaceId, memberId };
}

function noPerson(): Decided<never> {
  return refused({ code: 'NO_PERSON', message: 'A token stands for no person: sign in, and make the calendar there.' });
}
