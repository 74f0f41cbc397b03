import { decided, refused, type Decided } from '@bicorne/domain';
import type { Caller, OwnAccount, Place } from '@bicorne/identity';
import { NotFound } from '../errors.js';

/** Who asks, and the door to the sessions and places of people. */
interface OfPerson {
  caller: Caller;
  ownAccount: OwnAccount;
}

/** A place of the caller, and whether their session is in it. */
export interface OwnPlace extends Place {
  current: boolean;
}

const NOT_A_PERSON = refused({
  code: 'NOT_A_PERSON',
  message: 'A token has no sessions and no places: sign in as a person.',
});

/** The places of the caller, and in which they are. */
export async function placesOf({ caller, ownAccount }: OfPerson): Promise<OwnPlace[]> {
  const here = caller.memberId ?? caller.clientContactId;
  return (await ownAccount.placesOf(caller)).map((place) => ({ ...place, current: place.id === here }));
}

/**
 * Ends one session of the caller's, or all others where none is named. A token is refused with NOT_A_PERSON.
 *
 * @throws NotFound where the named one is none of the caller's
 */
export async function endSessions(
  { caller, ownAccount }: OfPerson,
  { sessionId }: { sessionId?: string | null },
): Promise<Decided<number>> {
  if (caller.userId === null) return NOT_A_PERSON;
  const ended = await ownAccount.endSessions(caller, sessionId ?? null);
  if (sessionId && ended === 0) throw new NotFound();
  return decided(ended);
}

/**
 * Moves the session to another place of the caller's. A token is refused with NOT_A_PERSON.
 *
 * @throws NotFound where the place is none of the caller's
 */
export async function choosePlace(
  { caller, ownAccount }: OfPerson,
  { placeId }: { placeId: string },
): Promise<Decided<OwnPlace>> {
  if (caller.userId === null) return NOT_A_PERSON;
  if (!(await ownAccount.choosePlace(caller, placeId))) throw new NotFound();
  const place = (await ownAccount.placesOf(caller)).find(({ id }) => id === placeId);
  if (!place) throw new NotFound();
  return decided({ ...place, current: true });
}
