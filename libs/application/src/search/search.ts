import type { DeliverableState, EngagementState, Hat, Shape } from '@bicorne/domain';
import type { UseCaseContext } from '../context.js';
import { currentEngagement } from '../client/client-view.js';
import { clientVisible, engagementVisible, narrowedToPractitioner } from '../visibility.js';

/** What was found, each list in the order of how well it fits. */
export interface Found {
  clients: { id: string; name: string; currentEngagementId: string | null }[];
  engagements: { id: string; clientName: string; shape: Shape; state: EngagementState }[];
  deliverables: { id: string; title: string; hat: Hat; state: DeliverableState; clientName: string }[];
}

/** More words narrow no further than anybody would type. */
const SEARCH_WORDS = 8;

/** A longer text is no search. */
const SEARCH_LENGTH = 200;

/** What begins with the whole text stands before what holds its words somewhere; what runs before what is over. */
const beginning = (name: string): string => `(position(lower($2) in lower(${name})) <> 1)`;

const CLIENTS = `select c.id, c.name, ${currentEngagement('$3')} as "currentEngagementId"
  from client c where c.name ilike all($1::text[]) and ${clientVisible('$3')}
  order by ${beginning('c.name')}, lower(c.name), c.id limit $4`;

const ENGAGEMENTS = `select e.id, c.name as "clientName", e.shape, e.state
  from engagement e join client c on c.workspace_id = e.workspace_id and c.id = e.client_id
  where c.name ilike all($1::text[]) and ${engagementVisible('$3')}
  order by ${beginning('c.name')}, e.state in ('COMPLETED', 'ENDED_EARLY'), lower(c.name), e.created_at desc, e.id limit $4`;

const DELIVERABLES = `select d.id, d.title, d.hat, d.state, c.name as "clientName"
  from deliverable d join engagement e on e.workspace_id = d.workspace_id and e.id = d.engagement_id
  join client c on c.workspace_id = e.workspace_id and c.id = e.client_id
  where concat_ws(' ', d.title, d.hat, c.name) ilike all($1::text[]) and ${engagementVisible('$3')}
  order by ${beginning('d.title')}, e.state in ('COMPLETED', 'ENDED_EARLY'), lower(d.title), lower(c.name), d.due_on, d.id
  limit $4`;

/** A list of rows as JSON, in its order; an empty one where there are none. */
const packed = (rows: string): string => `coalesce((select json_agg(x) from (${rows}) x), '[]'::json)`;

const SEARCH = `select ${packed(CLIENTS)} as clients, ${packed(ENGAGEMENTS)} as engagements,
  ${packed(DELIVERABLES)} as deliverables`;

/**
 * The clients, engagements and deliverables that the caller sees and whose names hold every word of the text, whatever its
 * case: in one statement, at most `limit` of each. A text without a word finds nothing.
 */
export async function search(
  context: UseCaseContext,
  { text, limit }: { text: string; limit: number },
): Promise<Found> {
  const words = text.slice(0, SEARCH_LENGTH).split(/\s+/u).filter(Boolean).slice(0, SEARCH_WORDS);
  if (words.length === 0) return { clients: [], engagements: [], deliverables: [] };
  const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  return context.transaction.run(context.caller, async (tx) => {
    const [found] = await tx.query<Found>(SEARCH, [
      patterns,
      words.join(' '),
      narrowedToPractitioner(context.caller),
      limit,
    ]);
    if (!found) throw new Error('A statement without a from clause gave no row.');
    return found;
  });
}
