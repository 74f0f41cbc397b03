import { graphql } from '../../graphql/graphql.js';
import type { Ahead } from '../index.js';
import { CalendarFragment } from './CalendarPanel.js';
import { HatStatusFragment } from './HatStatus.js';
import { WaitingFragment } from './WaitingPanel.js';

/** Of the reader's own client: it needs no id, so that it can be asked before it is known who reads. */
export const ClientHomeQuery = graphql(
  `
    query ClientHome {
      viewer {
        id
        client {
          id
          name
          currentEngagement {
            id
            shape
            state
            startsOn
            endsOn
            aiRiskOwner {
              name
            }
            hats {
              hat
              ...HatStatus
            }
            ...Waiting
            ...Calendar
          }
        }
      }
    }
  `,
  [HatStatusFragment, WaitingFragment, CalendarFragment],
);

export const clientHomeAhead = (): Ahead => ({ query: ClientHomeQuery, variables: {} });
