import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql } from '../../graphql/graphql.js';
import { AuditEntries, AuditEntriesFragment } from '../../parts/AuditEntries.js';
import { EachPage, MorePages, type ShownPage } from '../../parts/MorePages.js';
import { Panel } from '../../parts/Page.js';
import { texts } from '../../texts/index.js';

const HistoryQuery = graphql(
  `
    query EngagementHistory($id: ID!, $after: String) {
      engagement(id: $id) {
        id
        auditTrail(first: 10, after: $after) {
          pageInfo {
            hasNextPage
            endCursor
          }
          ...AuditEntries
        }
      }
    }
  `,
  [AuditEntriesFragment],
);

const context = { additionalTypenames: ['HatAssignment', 'Pause', 'Quarter', 'Deliverable'] };

/** Every change of an engagement and of what belongs to it, the newest first. */
export function HistoryPanel({ engagementId }: { engagementId: string }): ReactNode {
  return (
    <Panel title={texts.settings.audit.title}>
      <EachPage>{(page) => <PageOf key={page.after} {...page} id={engagementId} />}</EachPage>
    </Panel>
  );
}

function PageOf({ id, after, next }: ShownPage & { id: string }): ReactNode {
  const query = useQuery({ query: HistoryQuery, variables: { id, after }, context });
  return (
    <Loaded query={query} shape="rows">
      {({ engagement }) =>
        engagement && (
          <>
            <AuditEntries entries={engagement.auditTrail} />
            {next && <MorePages pageInfo={engagement.auditTrail.pageInfo} next={next} />}
          </>
        )
      }
    </Loaded>
  );
}
