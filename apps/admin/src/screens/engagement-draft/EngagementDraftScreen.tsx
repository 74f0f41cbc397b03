import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { NotFound } from '../../app/Lost.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql } from '../../graphql/graphql.js';
import { Page } from '../../parts/Page.js';
import { texts } from '../../texts/index.js';
import { DraftClientFragment, DraftForm, DraftMembersFragment } from './DraftForm.js';

const EngagementDraftQuery = graphql(
  `
    query EngagementDraft($id: ID!) {
      client(id: $id) {
        id
        name
        ...DraftClient
      }
      members(first: 100) {
        ...DraftMembers
      }
    }
  `,
  [DraftClientFragment, DraftMembersFragment],
);

export default function EngagementDraftScreen(): ReactNode {
  const { clientId = '' } = useParams();
  const query = useQuery({ query: EngagementDraftQuery, variables: { id: clientId } });
  return (
    <Loaded query={query}>
      {({ client, members }) =>
        client ? (
          <Page
            title={texts.draft.title}
            over={<Link to={`/clients/${encodeURIComponent(client.id)}`}>{client.name}</Link>}
            narrow
          >
            <DraftForm client={client} members={members} />
          </Page>
        ) : (
          <NotFound />
        )
      }
    </Loaded>
  );
}
