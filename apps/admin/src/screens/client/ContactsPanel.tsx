import { NativeSelect, PasswordInput, SimpleGrid, Stack, Table, Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useViewer } from '../../app/session.js';
import { type FragmentOf, graphql, readFragment, type ResultOf } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { Form } from '../../parts/Form.js';
import { InvitationCell, InvitationFragment } from '../../parts/InvitationCell.js';
import { Nothing, Panel } from '../../parts/Page.js';
import { Refusals } from '../../parts/Refusals.js';
import { RemovePersonButton } from '../../parts/RemovePersonButton.js';
import { RoleSelect } from '../../parts/RoleSelect.js';
import { useFields } from '../../parts/use-fields.js';
import { WideTable } from '../../parts/WideTable.js';
import { texts } from '../../texts/index.js';

export const ContactsFragment = graphql(
  `
    fragment ClientContacts on Client {
      id
      contacts {
        id
        name
        email
        role
        invitation {
          ...InvitationState
        }
      }
    }
  `,
  [InvitationFragment],
);

const InviteClientContact = graphql(`
  mutation InviteClientContact($input: InviteClientContactInput!) {
    inviteClientContact(input: $input) {
      clientContact {
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

const ChangeClientContactRole = graphql(`
  mutation ChangeClientContactRole($input: ChangeClientContactRoleInput!) {
    changeClientContactRole(input: $input) {
      clientContact {
        id
        role
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

const RemoveClientContact = graphql(`
  mutation RemoveClientContact($input: RemoveClientContactInput!) {
    removeClientContact(input: $input) {
      clientContact {
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

const contactRoles = ['SPONSOR', 'VIEWER'] as const;

/** Who of the client may sign in, and a form for the next. */
export function ContactsPanel({ client }: { client: FragmentOf<typeof ContactsFragment> }): ReactNode {
  const { id, contacts } = readFragment(ContactsFragment, client);
  const { values, text, reset } = useFields({ name: '', email: '', role: 'SPONSOR', password: '' });
  const { workspace } = useViewer();
  const invite = useAction(InviteClientContact, ['Client']);
  const words = texts.clients;

  const submit = async (): Promise<void> => {
    const done = await invite.run({
      clientId: id,
      name: values.name,
      email: values.email,
      role: contactRoles.find((each) => each === values.role) ?? 'SPONSOR',
      password: values.password === '' ? null : values.password,
    });
    if (done) reset();
  };

  return (
    <Panel title={words.contacts}>
      <Stack>
        {contacts.length === 0 ? (
          <Nothing>{words.noContacts}</Nothing>
        ) : (
          <WideTable label={words.contacts} minWidth={520}>
            <Table fz="sm">
              <Table.Tbody>
                {contacts.map((contact) => (
                  <Table.Tr key={contact.id}>
                    <Table.Td ps={0} style={{ overflowWrap: 'anywhere' }}>
                      {contact.name}
                      <Text size="xs" c="dimmed">
                        {contact.email}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      <RoleOf contact={contact} />
                    </Table.Td>
                    <Table.Td>
                      <InvitationCell invitation={contact.invitation} mayChange />
                    </Table.Td>
                    <Table.Td pe={0} ta="end">
                      <RemoveButton contact={contact} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </WideTable>
        )}
        <Form onSubmit={() => void submit()} submit={words.invite} busy={invite.busy} quiet>
          <Refusals of={invite.refusals} except={Object.keys(values)} />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput label={words.contactName} required error={invite.errorOf('name')} {...text('name')} />
            <TextInput
              label={words.contactEmail}
              type="email"
              required
              error={invite.errorOf('email')}
              {...text('email')}
            />
            <NativeSelect
              label={words.contactRole}
              data={[
                { value: 'SPONSOR', label: texts.roles.SPONSOR },
                { value: 'VIEWER', label: texts.roles.VIEWER },
              ]}
              error={invite.errorOf('role')}
              {...text('role')}
            />
            <PasswordInput
              label={words.firstPassword}
              description={workspace.sendsEmail ? words.firstPasswordHint : words.firstPasswordOnly}
              required={!workspace.sendsEmail}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              autoComplete="new-password"
              visibilityToggleButtonProps={{ 'aria-label': texts.signIn.showPassword, tabIndex: 0 }}
              error={invite.errorOf('password')}
              {...text('password')}
            />
          </SimpleGrid>
        </Form>
      </Stack>
    </Panel>
  );
}

type Contact = ResultOf<typeof ContactsFragment>['contacts'][number];

/** Another role holds from the contact's next request on. */
function RoleOf({ contact: { id, name, role } }: { contact: Contact }): ReactNode {
  const change = useAction(ChangeClientContactRole);
  return (
    <RoleSelect
      name={name}
      role={role}
      roles={contactRoles}
      busy={change.busy}
      refusals={change.refusals}
      onChoose={(chosen) => void change.run({ clientContactId: id, role: chosen })}
    />
  );
}

function RemoveButton({ contact: { id, name } }: { contact: Contact }): ReactNode {
  const remove = useAction(RemoveClientContact, ['Client']);
  return (
    <RemovePersonButton
      name={name}
      refusals={remove.refusals}
      onRemove={() => void remove.run({ clientContactId: id })}
    />
  );
}
