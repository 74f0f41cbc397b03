import { Button, Group, NativeSelect, SimpleGrid, Stack, Text } from '@mantine/core';
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
import { MetIcon, UnmetIcon } from '../../parts/icons.js';
import { texts } from '../../texts/index.js';
import { WhichHatFragment, WhichHatPanel } from '../decision/WhichHatPanel.js';
import { AcknowledgeCharterButton } from './AcknowledgeCharterButton.js';
import { CharterEditor } from './CharterEditor.js';
import { CharterMatrix } from './CharterMatrix.js';
import { PublishDefaultCharterButton } from './PublishDefaultCharterButton.js';

const CharterQuery = graphql(
  `
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
        ...WhichHatAreas
        charters {
          id
          version
          publishedAt
          practitioners {
            hat
            acknowledged
            practitioner {
              name
            }
          }
          inForce
          awaitsViewer
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
  `,
  [WhichHatFragment],
);

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

type Version = EngagementWithCharter['charters'][number];

function Charter({ engagement }: { engagement: EngagementWithCharter }): ReactNode {
  const viewer = useViewer();
  const [editing, setEditing] = useState(false);
  const [chosen, setChosen] = useState<number>();
  const { charters, client } = engagement;
  const newest = charters[0];
  const charter = charters.find(({ version }) => version === chosen) ?? newest;
  const words = texts.charter;
  const mayWrite = !isContact(viewer);
  return (
    <Page
      title={words.title}
      over={<Link to={mayWrite ? `/engagements/${encodeURIComponent(engagement.id)}` : '/home'}>{client.name}</Link>}
      facts={
        charter && (
          <>
            <span>{words.version(charter.version)}</span>
            <strong>{words.standing[standingOf(charter, newest)]}</strong>
            <span>{words.published(showMoment(charter.publishedAt))}</span>
          </>
        )
      }
      actions={
        <>
          {charters.length > 1 && !editing && (
            <NativeSelect
              aria-label={words.versions}
              value={charter?.version}
              onChange={(event) => setChosen(Number(event.currentTarget.value))}
              data={charters.map((each) => ({
                value: String(each.version),
                label: `${words.version(each.version)} · ${words.standing[standingOf(each, newest)]}`,
              }))}
            />
          )}
          <Button component={Link} variant="default" to={`/engagements/${encodeURIComponent(engagement.id)}/decisions`}>
            {texts.decisions.title}
          </Button>
          {newest && mayWrite && !editing && (
            <Button variant="default" onClick={() => setEditing(true)}>
              {words.edit}
            </Button>
          )}
        </>
      }
    >
      {!charter || !newest ? (
        <Panel title={words.matrix}>
          <Stack>
            <Nothing>{words.none}</Nothing>
            {mayWrite && <PublishDefaultCharterButton engagementId={engagement.id} />}
          </Stack>
        </Panel>
      ) : (
        <Stack>
          {!editing && <WhichHatPanel engagement={engagement} />}
          <Panel title={words.matrix}>
            {editing ? (
              <CharterEditor engagementId={engagement.id} rights={newest.rights} done={() => setEditing(false)} />
            ) : (
              <CharterMatrix rights={charter.rights} />
            )}
          </Panel>
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            <Acknowledgements charter={charter} />
            <Limits engagement={engagement} />
          </SimpleGrid>
        </Stack>
      )}
    </Page>
  );
}

/** An older version that is not in force was replaced, or never came into force. */
function standingOf({ version, inForce }: Version, newest: Version | undefined): keyof typeof texts.charter.standing {
  if (inForce) return 'IN_FORCE';
  return version === newest?.version ? 'WAITS' : 'REPLACED';
}

/** Who acknowledged the version, and which of its practitioners have not. */
function Acknowledgements({ charter }: { charter: Version }): ReactNode {
  const words = texts.charter;
  const waiting = charter.practitioners.filter(({ acknowledged }) => !acknowledged);
  return (
    <Panel title={words.acknowledgements}>
      <Stack gap="xs" fz="sm">
        {charter.acknowledgements.length === 0 && <Nothing>{words.nobody}</Nothing>}
        {charter.acknowledgements.map(({ by, at }) => (
          <Group key={`${by.name} ${at}`} gap={6} wrap="nowrap">
            <MetIcon />
            {texts.engagement.answeredBy(by.name, showMoment(at))}
          </Group>
        ))}
        {waiting.map(({ hat, practitioner }) => (
          <Group key={hat} gap={6} wrap="nowrap" c="dimmed">
            <UnmetIcon />
            {words.waitsFor(practitioner.name, texts.hats[hat])}
          </Group>
        ))}
        {charter.awaitsViewer && !charter.inForce && <AcknowledgeCharterButton charterId={charter.id} />}
      </Stack>
    </Panel>
  );
}

function Limits({ engagement }: { engagement: EngagementWithCharter }): ReactNode {
  return (
    <Panel title={texts.charter.limits}>
      <Stack gap="xs">
        {engagement.hats.map(({ hat, practitioner, perDecisionLimit, perQuarterLimit }) => (
          <Group key={hat} gap="0 var(--mantine-spacing-md)" fz="sm" className="figure">
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
