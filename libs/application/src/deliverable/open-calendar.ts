import {
  addDays,
  CALENDAR_ENGAGEMENTS,
  CALENDAR_KEEPS_DAYS,
  dayOf,
  dueDateEntry,
  type CalendarDay,
  type CalendarFacts,
  type MemberRole,
} from '@bicorne/domain';
import { readLinkSecret } from '@bicorne/identity';
import { calendarFeed, deliverableUrl } from '@bicorne/notifications';
import type { Tx } from '@bicorne/persistence';
import type { PublicContext } from '../context.js';
import { toGlobalId } from '../global-id.js';
import { engagementVisible } from '../visibility.js';

interface Person {
  name: string;
  /** Null for a client contact. */
  role: MemberRole | null;
  memberId: string | null;
  clientId: string | null;
}

interface DueDate extends CalendarFacts {
  id: string;
  dueOn: CalendarDay;
  modifiedAt: Date;
}

/**
 * The calendar that a secret address opens: the due dates that its person may see, with the rights that they have now.
 * Whether the secret is known, renewed, revoked or no secret at all, the same statement runs.
 *
 * @returns iCalendar text, or null where the address opens nothing
 */
export async function openCalendar(context: PublicContext, secret: string): Promise<string | null> {
  const { transaction, services, origin, now } = context;
  const { workspaceId, hash } = readLinkSecret(secret);
  const person = await transaction.run({ workspaceId, origin }, (tx) => personOf(tx, hash));
  if (!person) return null;
  const dueDates = await transaction.run({ workspaceId, clientId: person.clientId, origin }, (tx) =>
    dueDatesOf(tx, person, addDays(dayOf(now(), 'UTC'), -CALENDAR_KEEPS_DAYS)),
  );
  const { hostname } = new URL(services.baseUrl);
  return calendarFeed(
    `Bicorne: due dates of ${person.name}`,
    dueDates.map(({ id, dueOn, modifiedAt, ...facts }) => ({
      uid: `deliverable-${id}@${hostname}`,
      day: dueOn,
      url: deliverableUrl(services.baseUrl, toGlobalId('Deliverable', id)),
      modifiedAt,
      ...dueDateEntry(facts),
    })),
  );
}

async function personOf(tx: Tx, hash: Buffer): Promise<Person | undefined> {
  const [person] = await tx.query<Person>(
    `select coalesce(m.name, c.name) as name, m.role, a.member_id as "memberId", a.client_id as "clientId"
     from calendar_address a
     left join member m on m.workspace_id = a.workspace_id and m.id = a.member_id
     left join client_contact c on c.workspace_id = a.workspace_id and c.id = a.client_contact_id
     where a.workspace_id = $1 and a.hash = $2`,
    [tx.scope.workspaceId, hash],
  );
  return person;
}

/** In the order of their days, so that the same dates make the same text. */
function dueDatesOf(tx: Tx, { role, memberId }: Person, from: CalendarDay): Promise<DueDate[]> {
  return tx.query<DueDate>(
    `select d.id, d.hat, d.title, c.name as "clientName", d.state, e.state as "engagementState",
       to_char(d.due_on, 'YYYY-MM-DD') as "dueOn", coalesce(v.moves, 0) as moves,
       greatest(e.started_at, v.moved_at, d.submitted_at, d.sent_back_at, d.accepted_at, d.waived_at, e.created_at)
         as "modifiedAt"
     from deliverable d
     join engagement e on e.workspace_id = d.workspace_id and e.id = d.engagement_id
     join client c on c.workspace_id = e.workspace_id and c.id = e.client_id
     left join lateral (
       select count(*)::int as moves, max(m.acknowledged_at) as moved_at from due_date_move m
       where m.workspace_id = d.workspace_id and m.deliverable_id = d.id and m.acknowledged_at is not null) v on true
     where d.workspace_id = $1 and ${engagementVisible('$2')} and e.state = any ($3::text[]) and d.due_on >= $4
     order by d.due_on, d.id`,
    [tx.scope.workspaceId, role === 'PRACTITIONER' ? memberId : null, CALENDAR_ENGAGEMENTS, from],
  );
}
