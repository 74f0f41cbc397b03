import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useCallback } from 'react';
import { Link } from 'react-router';
import { useQuery, type UseQueryResponse } from 'urql';
import { useNoticesTold } from '../../app/notices-told.js';
import { showMoment } from '../../format/days.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql, type ResultOf } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { Hat } from '../../parts/Hat.js';
import { Severity } from '../../parts/Marks.js';
import { EachPage, MorePages, type ShownPage } from '../../parts/MorePages.js';
import { Page } from '../../parts/Page.js';
import { Empty } from '../../parts/States.js';
import { texts } from '../../texts/index.js';
import classes from './Notices.module.css';

const NoticesQuery = graphql(`
  query Notices($after: String) {
    notices(first: 50, after: $after) {
      unread
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          severity
          rule
          hat
          statement
          because
          clientName
          resolved
          path
          toldAt
          readAt
        }
      }
    }
  }
`);

const ReadNotices = graphql(`
  mutation ReadNotices($input: ReadNoticesInput!) {
    readNotices(input: $input) {
      unread
      userErrors {
        code
        field
        message
      }
    }
  }
`);

type Notice = ResultOf<typeof NoticesQuery>['notices']['edges'][number]['node'];

const context = { additionalTypenames: ['Notice'] };

function useNotices(after: string | null): UseQueryResponse<ResultOf<typeof NoticesQuery>> {
  return useQuery({ query: NoticesQuery, variables: { after }, context });
}

/** What the person who is signed in was told, the newest first. */
export default function NoticesScreen(): ReactNode {
  const [{ data }] = useNotices(null);
  const read = useAction(ReadNotices, ['Notice']);
  const words = texts.notices;
  const any = data !== undefined && data.notices.edges.length > 0;
  return (
    <Page
      title={words.title}
      facts={<span role="status">{any ? words.unread(data.notices.unread) : '\u00a0'}</span>}
      actions={
        <>
          <Button variant="default" component={Link} to="/notices/preferences">
            {words.how}
          </Button>
          {any && (
            <Button
              variant="default"
              disabled={data.notices.unread === 0}
              loading={read.busy}
              onClick={() => void read.run({})}
            >
              {words.readAll}
            </Button>
          )}
        </>
      }
    >
      <Stack>
        <EachPage>{(page) => <PageOf {...page} />}</EachPage>
      </Stack>
    </Page>
  );
}

function PageOf({ after, next }: ShownPage): ReactNode {
  const query = useNotices(after);
  const [, again] = query;
  useNoticesTold(useCallback(() => again({ requestPolicy: 'network-only' }), [again]));
  const words = texts.notices;
  return (
    <Loaded query={query} shape="cards">
      {({ notices: { edges, pageInfo } }) =>
        edges.length === 0 ? (
          <Empty title={words.none} message={words.noneHint} />
        ) : (
          <>
            {edges.map(({ node }) => (
              <Entry key={node.id} notice={node} />
            ))}
            {next && <MorePages pageInfo={pageInfo} next={next} />}
          </>
        )
      }
    </Loaded>
  );
}

function Entry({ notice }: { notice: Notice }): ReactNode {
  const words = texts.notices;
  return (
    <article className={classes['notice']} data-unread={notice.readAt === null} aria-label={notice.statement}>
      <Group gap="sm" fz="sm">
        <Severity severity={notice.severity} />
        {notice.rule && <Text fw={600}>{texts.rules[notice.rule]}</Text>}
        {notice.hat && <Hat hat={notice.hat} />}
        {notice.clientName && <span>{notice.clientName}</span>}
        <Text size="sm" c="dimmed" ms="auto" component="span">
          {notice.readAt === null && <span className={classes['new']}>{words.new}</span>}
          {showMoment(notice.toldAt)}
        </Text>
      </Group>
      <Text mt={6}>
        <Link className={classes['statement'] ?? ''} to={notice.path}>
          {notice.statement}
        </Link>
      </Text>
      <Text size="xs" c="dimmed" mt={2}>
        {[notice.because, notice.resolved && words.resolved].filter(Boolean).join(' · ')}
      </Text>
    </article>
  );
}
