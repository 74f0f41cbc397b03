import { Button, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { graphql } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { Refusals } from '../../parts/Refusals.js';
import { texts } from '../../texts/index.js';

const PublishDefaultCharter = graphql(`
  mutation PublishDefaultCharter($input: PublishCharterInput!) {
    publishCharter(input: $input) {
      charter {
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

/** Publishes the charter that belongs to the engagement's shape. */
export function PublishDefaultCharterButton({ engagementId }: { engagementId: string }): ReactNode {
  const publish = useAction(PublishDefaultCharter, ['Engagement']);
  return (
    <Stack gap="xs" align="flex-start">
      <Refusals of={publish.refusals} />
      <Button variant="default" loading={publish.busy} onClick={() => void publish.run({ engagementId })}>
        {texts.charter.publishDefault}
      </Button>
    </Stack>
  );
}
