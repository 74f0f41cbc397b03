import { Button, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { beginElsewhere } from '../../app/session.js';
import { type FragmentOf, graphql, readFragment } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { Panel } from '../../parts/Page.js';
import { texts } from '../../texts/index.js';

export const PlacesFragment = graphql(`
  fragment Places on Viewer {
    id
    places {
      id
      role
      workspaceName
      clientName
      current
    }
  }
`);

const ChoosePlace = graphql(`
  mutation ChoosePlace($input: ChoosePlaceInput!) {
    choosePlace(input: $input) {
      place {
        id
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

const words = texts.account.places;

/** The places of somebody who has several; for everybody else, nothing. */
export function PlacesPanel({ viewer }: { viewer: FragmentOf<typeof PlacesFragment> }): ReactNode {
  const { places } = readFragment(PlacesFragment, viewer);
  const choose = useAction(ChoosePlace);
  const go = async (placeId: string): Promise<void> => {
    if (await choose.run({ placeId })) beginElsewhere();
  };
  if (places.length < 2) return null;
  return (
    <Panel title={words.title}>
      <Stack gap="xs">
        {places.map(({ id, role, workspaceName, clientName, current }) => (
          <Group key={id} justify="space-between" gap="xs">
            <Text size="sm">
              {workspaceName}
              {clientName !== null && words.client(clientName)} · {texts.roles[role]}
            </Text>
            {current ? (
              <Text size="sm" c="dimmed">
                {words.here}
              </Text>
            ) : (
              <Button
                size="xs"
                variant="default"
                loading={choose.busy}
                aria-label={`${words.go}: ${workspaceName}`}
                onClick={() => void go(id)}
              >
                {words.go}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
    </Panel>
  );
}
