import { Anchor, PasswordInput, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { graphql } from '../../graphql/graphql.js';
import { Loaded } from '../../graphql/Loaded.js';
import { useAction } from '../../graphql/use-action.js';
import { Form } from '../../parts/Form.js';
import { Refusals } from '../../parts/Refusals.js';
import { useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';
import { Card } from './Card.js';
import { useLinkSecret } from './use-link-secret.js';

const InvitationQuery = graphql(`
  query OpenInvitation($token: String!) {
    invitation(token: $token) {
      workspaceName
      clientName
      name
      email
      needsPassword
    }
  }
`);

const AcceptInvitation = graphql(`
  mutation AcceptInvitation($input: AcceptInvitationInput!) {
    acceptInvitation(input: $input) {
      email
      userErrors {
        code
        field
        message
      }
    }
  }
`);

const words = texts.signIn.invitation;

/** Where the link of an invitation leads to: whom it is from, and the password that they choose. */
export default function InvitationScreen(): ReactNode {
  const token = useLinkSecret();
  const query = useQuery({ query: InvitationQuery, variables: { token } });
  const { values, text } = useFields({ password: '' });
  const accept = useAction(AcceptInvitation);
  const [done, setDone] = useState(false);

  const submit = async (needsPassword: boolean): Promise<void> => {
    const password = needsPassword ? values.password : null;
    if (await accept.run({ token, password })) setDone(true);
  };

  return (
    <Loaded query={query}>
      {({ invitation }) => {
        if (done || !invitation)
          return (
            <Card title={words.title}>
              <Text size="sm" role="status">
                {done ? words.done : words.over}
              </Text>
              <Anchor component={Link} to="/sign-in" size="sm">
                {texts.signIn.newPassword.toSignIn}
              </Anchor>
            </Card>
          );
        const { workspaceName, clientName, name, email, needsPassword } = invitation;
        return (
          <Card title={words.heading(workspaceName)}>
            <Text size="sm">
              {words.as(name, email)} {clientName !== null && words.client(clientName)} {!needsPassword && words.known}
            </Text>
            <Form onSubmit={() => void submit(needsPassword)} submit={words.submit} busy={accept.busy}>
              <Refusals of={accept.refusals} except={['password']} />
              {needsPassword && (
                <PasswordInput
                  label={words.label}
                  description={texts.signIn.newPassword.hint}
                  autoComplete="new-password"
                  required
                  visibilityToggleButtonProps={{ 'aria-label': texts.signIn.showPassword, tabIndex: 0 }}
                  error={accept.errorOf('password')}
                  {...text('password')}
                />
              )}
            </Form>
          </Card>
        );
      }}
    </Loaded>
  );
}
