import { graphql } from '../graphql/graphql.js';
import { liveHook } from './live.js';

/** Calls back whenever the person who is signed in may have been told something. */
export const useNoticesTold = liveHook(
  graphql(`
    subscription NoticesTold {
      noticesTold(first: 1) {
        unread
      }
    }
  `),
);
