import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { type FragmentOf, graphql, readFragment } from '../graphql/graphql.js';
import { useAction } from '../graphql/use-action.js';
import { texts } from '../texts/index.js';
import { ConfirmButton } from './ConfirmButton.js';

export const InvitationFragment = graphql(`
  fragment InvitationState on Invitation {
    id
    email
    state
  }
`);

const ResendInvitation = graphql(`
  mutation ResendInvitation($input: ResendInvitationInput!) {
    resendInvitation(input: $input) {
      invitation {
        id
        state
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

const RevokeInvitation = graphql(`
  mutation RevokeInvitation($input: RevokeInvitationInput!) {
    revokeInvitation(input: $input) {
      invitation {
        id
        state
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

const words = texts.settings.invitation;

interface InvitationCellProps {
  invitation: FragmentOf<typeof InvitationFragment> | null;
  /** Whether the viewer may send it again and take it back. */
  mayChange: boolean;
}

/** What became of somebody's invitation, and what can be done about one that is open. */
export function InvitationCell({ invitation, mayChange }: InvitationCellProps): ReactNode {
  const { id, email, state } = readFragment(InvitationFragment, invitation) ?? { id: '', email: '', state: null };
  const resend = useAction(ResendInvitation);
  const revoke = useAction(RevokeInvitation, ['Member', 'ClientContact', 'Client']);
  const open = state === 'PENDING' || state === 'EXPIRED';
  return (
    <Group gap="xs" wrap="nowrap">
      <Text size="sm">{state === null ? words.none : words.states[state]}</Text>
      {open && mayChange && (
        <>
          <Button
            size="compact-xs"
            variant="default"
            loading={resend.busy}
            aria-label={words.resendTo(email)}
            onClick={() => void resend.run({ invitationId: id })}
          >
            {words.resend}
          </Button>
          <ConfirmButton
            size="compact-xs"
            question={words.revokeQuestion(email)}
            aria-label={words.revokeOf(email)}
            onConfirm={() => void revoke.run({ invitationId: id })}
          >
            {words.revoke}
          </ConfirmButton>
        </>
      )}
    </Group>
  );
}
