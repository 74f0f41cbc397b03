import { Button, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { graphql } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { Refusals } from '../../parts/Refusals.js';
import { texts } from '../../texts/index.js';

const AcknowledgeCharter = graphql(`
  mutation AcknowledgeCharter($input: AcknowledgeCharterInput!) {
    acknowledgeCharter(input: $input) {
      charter {
        id
        inForce
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

/** Acknowledges for the person who is signed in. Doing it twice changes nothing. */
export function AcknowledgeCharterButton({ charterId }: { charterId: string }): ReactNode {
  const acknowledge = useAction(AcknowledgeCharter, ['Engagement']);
  const submit = async (): Promise<void> => {
    if (await acknowledge.run({ charterId })) notifications.show({ message: texts.engagement.acknowledged });
  };
  return (
    <Stack gap="xs" align="flex-start">
      <Refusals of={acknowledge.refusals} />
      <Button variant="default" loading={acknowledge.busy} onClick={() => void submit()}>
        {texts.engagement.acknowledge}
      </Button>
    </Stack>
  );
}
