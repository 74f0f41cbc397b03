import { NotFound } from '@bicorne/application';
import { decided, refused, type Decided } from '@bicorne/domain';
import type { RequestContext } from '../graphql/request-context.js';
import type { Place } from './account.types.js';

type OfPerson = Pick<RequestContext, 'caller' | 'ownAccount'>;

const NOT_A_PERSON = refused({
  code: 'NOT_A_PERSON',
  message: 'A token has no sessions and no places: sign in as a person.',
});

/** The places of the caller, and in which they are. */
export async function placesOf({ caller, ownAccount }: OfPerson): Promise<Place[]> {
  const here = caller.memberId ?? caller.clientContactId;
  return (await ownAccount.placesOf(caller)).map((place) => ({ ...place, current: place.id === here }));
}

/** Ends sessions. @throws NotFound where the named one is none of the caller's */
export async function endSessions(
  { caller, ownAccount }: OfPerson,
  { sessionId }: { sessionId?: string | null },
): Promise<Decided<number>> {
  if (caller.userId === null) return NOT_A_PERSON;
  const ended = await ownAccount.endSessions(caller, sessionId ?? null);
  if (sessionId && ended === 0) throw new NotFound();
  return decided(ended);
}

/** Moves the session. @throws NotFound where the place is none of the caller's */
export async function choosePlace(
  { caller, ownAccount }: OfPerson,
  { placeId }: { placeId: string },
): Promise<Decided<Place>> {
  if (caller.userId === null) return NOT_A_PERSON;
  if (!(await ownAccount.choosePlace(caller, placeId))) throw new NotFound();
  const place = (await ownAccount.placesOf(caller)).find(({ id }) => id === placeId);
  if (!place) throw new NotFound();
  return decided({ ...place, current: true });
}
