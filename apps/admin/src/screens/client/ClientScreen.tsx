import { Button, Collapse, SimpleGrid, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { NotFound } from '../../app/Lost.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql } from '../../graphql/graphql.js';
import { Nothing, Page, Panel } from '../../parts/Page.js';
import { Prose } from '../../parts/Prose.js';
import { texts } from '../../texts/index.js';
import { ContactsFragment, ContactsPanel } from './ContactsPanel.js';
import { EditClientFragment, EditClientPanel } from './EditClientPanel.js';
import { ShareLinksFragment, SharePanel } from './SharePanel.js';
import { RecommendationFragment, RecommendationPanel } from './RecommendationPanel.js';
import classes from './Client.module.css';

const ClientQuery = graphql(
  `
    query Client($id: ID!) {
      client(id: $id) {
        id
        name
        stage
        website
        notes
        source
        prospectName
        prospectEmail
        currentEngagement {
          id
          state
        }
        intakeAssessment {
          id
          ...IntakeRecommendation
          ...ShareLinks
          writtenRead {
            markdown
            pdfUrl
          }
        }
        ...ClientContacts
        ...EditClient
      }
    }
  `,
  [RecommendationFragment, ShareLinksFragment, ContactsFragment, EditClientFragment],
);

const context = { additionalTypenames: ['IntakeAssessment', 'ClientContact', 'Engagement'] };

/** A client from the first answers to the engagement: what was recommended, why, and who of them signs in. */
export default function ClientScreen(): ReactNode {
  const { clientId = '' } = useParams();
  const query = useQuery({ query: ClientQuery, variables: { id: clientId }, context });
  // The screen stays where another client is gone to: what is typed is of the one that it was opened for.
  const [edited, setEdited] = useState<string>();
  const editing = edited === clientId;
  const words = texts.clients;
  return (
    <Loaded query={query}>
      {({ client }) => {
        if (!client) return <NotFound />;
        const intake = client.intakeAssessment;
        const engagement = client.currentEngagement;
        // Behind one that runs nobody would find a draft; one that is over, and a wrong draft, are followed by another.
        const mayDraft = engagement?.state !== 'ACTIVE' && engagement?.state !== 'PAUSED';
        const here = `/clients/${encodeURIComponent(client.id)}`;
        return (
          <Page
            title={client.name}
            facts={
              <>
                {client.stage && <span>{texts.stages[client.stage]}</span>}
                {client.website && <span>{client.website}</span>}
                {client.source === 'PUBLIC_INTAKE' && (
                  <span>
                    {words.fromPublicIntake}
                    {client.prospectName && `: ${client.prospectName}, `}
                    {client.prospectEmail && <a href={`mailto:${client.prospectEmail}`}>{client.prospectEmail}</a>}
                  </span>
                )}
              </>
            }
            actions={
              <>
                <Button
                  variant="default"
                  onClick={() => setEdited(editing ? undefined : clientId)}
                  aria-expanded={editing}
                >
                  {words.edit}
                </Button>
                <Button component={Link} to={`${here}/intake`} variant={intake ? 'default' : 'filled'}>
                  {intake ? words.answerAgain : words.answerQuestions}
                </Button>
                {intake && mayDraft && (
                  <Button component={Link} to={`${here}/engagement/new`} variant={engagement ? 'default' : 'filled'}>
                    {engagement ? words.draftAnother : words.draft}
                  </Button>
                )}
                {engagement && (
                  <Button component={Link} to={`/engagements/${encodeURIComponent(engagement.id)}`}>
                    {words.toEngagement}
                  </Button>
                )}
              </>
            }
          >
            <Collapse expanded={editing} keepMounted={false} mb={editing ? 'md' : 0}>
              <EditClientPanel key={client.id} client={client} done={() => setEdited(undefined)} />
            </Collapse>
            <SimpleGrid cols={{ base: 1, md: 2 }} style={{ alignItems: 'start' }}>
              <Stack>
                {intake ? (
                  <RecommendationPanel intake={intake} />
                ) : (
                  <Panel title={words.recommendation}>
                    <Nothing>{words.noIntake}</Nothing>
                  </Panel>
                )}
                {client.notes && (
                  <Panel title={words.notes}>
                    <Text size="sm" className={classes['notes'] ?? ''} dir="auto">
                      {client.notes}
                    </Text>
                  </Panel>
                )}
                {intake && <SharePanel intake={intake} />}
                <ContactsPanel client={client} />
              </Stack>
              {intake && (
                <Panel
                  title={words.writtenRead}
                  aside={intake.writtenRead.pdfUrl && <a href={intake.writtenRead.pdfUrl}>{words.readPdf}</a>}
                >
                  <Prose markdown={intake.writtenRead.markdown} />
                </Panel>
              )}
            </SimpleGrid>
          </Page>
        );
      }}
    </Loaded>
  );
}
