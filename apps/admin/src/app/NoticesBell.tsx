import { ActionIcon, Indicator } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { graphql } from '../graphql/graphql.js';
import { BellIcon } from '../parts/icons.js';
import { texts } from '../texts/index.js';

const UnreadQuery = graphql(`
  query UnreadNotices {
    notices(first: 1) {
      unread
    }
  }
`);

const AGAIN_AFTER_MS = 60_000;
const context = { additionalTypenames: ['Notice'] };

/** The way to what somebody was told, with how much of it is unread. */
export function NoticesBell(): ReactNode {
  const [{ data }, again] = useQuery({ query: UnreadQuery, context });
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') again({ requestPolicy: 'network-only' });
    };
    const timer = setInterval(look, AGAIN_AFTER_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [again]);
  const unread = data?.notices.unread ?? 0;
  return (
    <Indicator disabled={unread === 0} label={unread > 99 ? '99+' : unread} size={16} offset={6} color="red.9">
      <ActionIcon
        component={Link}
        to="/notices"
        variant="subtle"
        color="gray.8"
        c="var(--mantine-color-text)"
        size="lg"
        aria-label={texts.notices.open(unread)}
      >
        <BellIcon />
      </ActionIcon>
    </Indicator>
  );
}
