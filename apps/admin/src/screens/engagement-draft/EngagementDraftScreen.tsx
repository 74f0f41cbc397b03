import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { NotFound } from '../../app/Lost.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql } from '../../graphql/graphql.js';
import { Page } from '../../parts/Page.js';
import { texts } from '../../texts/index.js';
import { DraftClientFragment, DraftForm } from './DraftForm.js';

const EngagementDraftQuery = graphql(
  `
    query EngagementDraft($id: ID!) {
      client(id: $id) {
        id
        name
        ...DraftClient
      }
    }
  `,
  [DraftClientFragment],
);

export default function EngagementDraftScreen(): ReactNode {
  const { clientId = '' } = useParams();
  const query = useQuery({ query: EngagementDraftQuery, variables: { id: clientId } });
  return (
    <Loaded query={query}>
      {({ client }) =>
        client ? (
          <Page
            title={texts.draft.title}
            over={<Link to={`/clients/${encodeURIComponent(client.id)}`}>{client.name}</Link>}
            narrow
          >
            <DraftForm client={client} />
          </Page>
        ) : (
          <NotFound />
        )
      }
    </Loaded>
  );
}
