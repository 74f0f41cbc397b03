import { graphql } from '../graphql/graphql.js';
import { liveHook } from './live.js';

/** Calls back whenever an alert that the person sees may have been raised, with the engagement that drifts. */
export const useAlertsRaised = liveHook(
  graphql(`
    subscription AlertsRaised {
      driftAlertRaised {
        id
        engagement {
          id
        }
      }
    }
  `),
);
