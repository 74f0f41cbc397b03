import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { NotFound } from '../../app/Lost.js';
import { isContact, useViewer } from '../../app/session.js';
import { showMoment } from '../../format/days.js';
import { showMoney } from '../../format/figures.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql, type ResultOf } from '../../graphql/graphql.js';
import { Hat } from '../../parts/Hat.js';
import { Nothing, Page, Panel } from '../../parts/Page.js';
import { texts } from '../../texts/index.js';
import { AcknowledgeCharterButton } from './AcknowledgeCharterButton.js';
import { CharterEditor } from './CharterEditor.js';
import { CharterMatrix } from './CharterMatrix.js';
import { PublishDefaultCharterButton } from './PublishDefaultCharterButton.js';

const CharterQuery = graphql(`
  query Charter($id: ID!) {
    engagement(id: $id) {
      id
      client {
        id
        name
      }
      hats {
        hat
        practitioner {
          id
          name
        }
        perDecisionLimit {
          amount
          currency
        }
        perQuarterLimit {
          amount
          currency
        }
      }
      charter {
        id
        version
        publishedAt
        inForce
        acknowledgedByViewer
        rights {
          area
          holder
          holderName
          note
        }
        acknowledgements {
          by {
            name
          }
          at
        }
      }
    }
  }
`);

const context = { additionalTypenames: ['Charter', 'Engagement'] };

/** Who decides what: read by everybody in it, written by the consultancy, acknowledged by both. */
export default function CharterScreen(): ReactNode {
  const { engagementId = '' } = useParams();
  const query = useQuery({ query: CharterQuery, variables: { id: engagementId }, context });
  return (
    <Loaded query={query}>
      {({ engagement }) => (engagement ? <Charter engagement={engagement} /> : <NotFound />)}
    </Loaded>
  );
}

type EngagementWithCharter = NonNullable<ResultOf<typeof CharterQuery>['engagement']>;

function Charter({ engagement }: { engagement: EngagementWithCharter }): ReactNode {
  const viewer = useViewer();
  const [editing, setEditing] = useState(false);
  const { charter, client } = engagement;
  const words = texts.charter;
  const mayWrite = !isContact(viewer);
  const mayAcknowledge =
    viewer.role !== 'VIEWER' && charter !== null && !charter.inForce && !charter.acknowledgedByViewer;
  return (
    <Page
      title={words.title}
      over={<Link to={mayWrite ? `/engagements/${encodeURIComponent(engagement.id)}` : '/home'}>{client.name}</Link>}
      facts={
        charter && (
          <>
            <span>{words.version(charter.version)}</span>
            <strong>{charter.inForce ? words.inForce : words.notInForce}</strong>
            <span>{words.published(showMoment(charter.publishedAt))}</span>
          </>
        )
      }
      actions={
        charter &&
        mayWrite &&
        !editing && (
          <Button variant="default" onClick={() => setEditing(true)}>
            {words.edit}
          </Button>
        )
      }
    >
      {!charter ? (
        <Panel title={words.matrix}>
          <Stack>
            <Nothing>{words.none}</Nothing>
            {mayWrite && <PublishDefaultCharterButton engagementId={engagement.id} />}
          </Stack>
        </Panel>
      ) : (
        <Stack>
          <Panel title={words.matrix}>
            {editing ? (
              <CharterEditor engagementId={engagement.id} rights={charter.rights} done={() => setEditing(false)} />
            ) : (
              <CharterMatrix rights={charter.rights} />
            )}
          </Panel>
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            <Panel title={words.acknowledgements}>
              <Stack gap="xs">
                {charter.acknowledgements.length === 0 && <Nothing>{words.nobody}</Nothing>}
                {charter.acknowledgements.map(({ by, at }) => (
                  <Text key={`${by.name} ${at}`} size="sm">
                    {texts.engagement.answeredBy(by.name, showMoment(at))}
                  </Text>
                ))}
                {mayAcknowledge && <AcknowledgeCharterButton charterId={charter.id} />}
              </Stack>
            </Panel>
            <Limits engagement={engagement} />
          </SimpleGrid>
        </Stack>
      )}
    </Page>
  );
}

function Limits({ engagement }: { engagement: EngagementWithCharter }): ReactNode {
  return (
    <Panel title={texts.charter.limits}>
      <Stack gap="xs">
        {engagement.hats.map(({ hat, practitioner, perDecisionLimit, perQuarterLimit }) => (
          <Group key={hat} gap="md" fz="sm" className="figure">
            <Hat hat={hat} />
            <span>{practitioner?.name ?? texts.engagement.nobody}</span>
            {perDecisionLimit && perQuarterLimit && (
              <Text size="sm" c="dimmed" component="span">
                {texts.charter.limitsOf(showMoney(perDecisionLimit), showMoney(perQuarterLimit))}
              </Text>
            )}
          </Group>
        ))}
      </Stack>
    </Panel>
  );
}
