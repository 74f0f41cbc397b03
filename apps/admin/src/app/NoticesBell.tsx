import { ActionIcon, Indicator } from '@mantine/core';
import { type ReactNode, useCallback } from 'react';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { graphql } from '../graphql/graphql.js';
import { BellIcon } from '../parts/icons.js';
import { texts } from '../texts/index.js';
import { useNoticesTold } from './notices-told.js';

const UnreadQuery = graphql(`
  query UnreadNotices {
    notices(first: 1) {
      unread
    }
  }
`);

const context = { additionalTypenames: ['Notice'] };

/** The way to what somebody was told, with how much of it is unread. */
export function NoticesBell(): ReactNode {
  const [{ data }, again] = useQuery({ query: UnreadQuery, context });
  useNoticesTold(useCallback(() => again({ requestPolicy: 'network-only' }), [again]));
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
