import { NativeSelect, PasswordInput, SimpleGrid, Stack, Table, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { useViewer } from '../../app/session.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql, type ResultOf } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { ActionForm } from '../../parts/ActionForm.js';
import { InvitationCell, InvitationFragment } from '../../parts/InvitationCell.js';
import { EachPage, MorePages, type ShownPage } from '../../parts/MorePages.js';
import { Nothing, Panel } from '../../parts/Page.js';
import { RemovePersonButton } from '../../parts/RemovePersonButton.js';
import { RoleSelect } from '../../parts/RoleSelect.js';
import { orNothing, useFields } from '../../parts/use-fields.js';
import { ActionsHeading, WideTable } from '../../parts/WideTable.js';
import { texts } from '../../texts/index.js';

const MembersQuery = graphql(
  `
    query Members($after: String, $search: String) {
      members(first: 50, after: $after, search: $search) {
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            id
            name
            email
            role
            depthEvidenced
            invitation {
              ...InvitationState
            }
          }
        }
      }
    }
  `,
  [InvitationFragment],
);

const AddMember = graphql(`
  mutation AddMember($input: AddMemberInput!) {
    addMember(input: $input) {
      member {
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

const ChangeMemberRole = graphql(`
  mutation ChangeMemberRole($input: ChangeMemberRoleInput!) {
    changeMemberRole(input: $input) {
      member {
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

const RemoveMember = graphql(`
  mutation RemoveMember($input: RemoveMemberInput!) {
    removeMember(input: $input) {
      member {
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

type Member = ResultOf<typeof MembersQuery>['members']['edges'][number]['node'];

const memberRoles = ['PRACTITIONER', 'PARTNER', 'OWNER'] as const;

const context = { additionalTypenames: ['Member'] };

/** After so long without a letter the API is asked. */
const PAUSE_MS = 200;

/** The people of the consultancy; an owner adds further ones. */
export function MembersTab(): ReactNode {
  const { role } = useViewer();
  const [find, setFind] = useState('');
  const [settled] = useDebouncedValue(find, PAUSE_MS);
  const search = orNothing(settled) ?? null;
  return (
    <Stack>
      <Panel title={texts.settings.members}>
        <TextInput
          type="search"
          label={texts.members.find}
          value={find}
          onChange={(event) => setFind(event.currentTarget.value)}
          w={{ base: '100%', xs: 260 }}
          mb="md"
        />
        <EachPage of={search ?? ''}>{(page) => <PageOf {...page} search={search} owner={role === 'OWNER'} />}</EachPage>
      </Panel>
      {role === 'OWNER' && <AddMemberForm />}
    </Stack>
  );
}

function PageOf({ after, next, search, owner }: ShownPage & { search: string | null; owner: boolean }): ReactNode {
  const query = useQuery({ query: MembersQuery, variables: { after, search }, context });
  const words = texts.settings;
  return (
    <Loaded query={query} shape="rows">
      {({ members }) =>
        members.edges.length === 0 ? (
          <Nothing>{texts.members.none}</Nothing>
        ) : (
          <>
            <WideTable label={words.members} minWidth={860}>
              <Table fz="sm">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th ps={0}>{words.name}</Table.Th>
                    <Table.Th>{words.email}</Table.Th>
                    <Table.Th>{words.role}</Table.Th>
                    <Table.Th>{words.depthEvidenced}</Table.Th>
                    <Table.Th>{words.invitation.title}</Table.Th>
                    {owner && <ActionsHeading />}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {members.edges.map(({ node }) => (
                    <Table.Tr key={node.id}>
                      <Table.Td ps={0}>{node.name}</Table.Td>
                      <Table.Td>{node.email}</Table.Td>
                      <Table.Td>{owner ? <RoleOf member={node} /> : texts.roles[node.role]}</Table.Td>
                      <Table.Td>{node.depthEvidenced ? words.evidenced : words.notEvidenced}</Table.Td>
                      <Table.Td>
                        <InvitationCell invitation={node.invitation} mayChange={owner} />
                      </Table.Td>
                      {owner && (
                        <Table.Td>
                          <RemoveButton member={node} />
                        </Table.Td>
                      )}
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </WideTable>
            {next && <MorePages pageInfo={members.pageInfo} next={next} />}
          </>
        )
      }
    </Loaded>
  );
}

/** Another role holds from the member's next request on. */
function RoleOf({ member: { id, name, role } }: { member: Member }): ReactNode {
  const change = useAction(ChangeMemberRole, ['Member']);
  return (
    <RoleSelect
      name={name}
      role={role}
      roles={memberRoles}
      busy={change.busy}
      refusals={change.refusals}
      onChoose={(chosen) => void change.run({ memberId: id, role: chosen })}
    />
  );
}

function RemoveButton({ member: { id, name } }: { member: Member }): ReactNode {
  const remove = useAction(RemoveMember, ['Member']);
  return (
    <RemovePersonButton name={name} refusals={remove.refusals} onRemove={() => void remove.run({ memberId: id })} />
  );
}

function AddMemberForm(): ReactNode {
  const { values, text, reset } = useFields({ name: '', email: '', role: 'PRACTITIONER', password: '' });
  const { workspace } = useViewer();
  const add = useAction(AddMember, ['Member']);
  const words = texts.settings;
  const submit = async (): Promise<void> => {
    const role = memberRoles.find((each) => each === values.role) ?? 'PRACTITIONER';
    const password = values.password === '' ? null : values.password;
    if (await add.run({ ...values, password, role })) reset();
  };
  return (
    <Panel title={words.addMember}>
      <ActionForm action={add} fields={Object.keys(values)} onSubmit={() => void submit()} submit={words.addMember}>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput label={words.name} required error={add.errorOf('name')} {...text('name')} />
          <TextInput label={words.email} type="email" required error={add.errorOf('email')} {...text('email')} />
          <NativeSelect
            label={words.role}
            data={memberRoles.map((each) => ({ value: each, label: texts.roles[each] }))}
            error={add.errorOf('role')}
            {...text('role')}
          />
          <PasswordInput
            label={words.firstPassword}
            description={workspace.sendsEmail ? texts.clients.firstPasswordHint : texts.clients.firstPasswordOnly}
            required={!workspace.sendsEmail}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': texts.signIn.showPassword, tabIndex: 0 }}
            error={add.errorOf('password')}
            {...text('password')}
          />
        </SimpleGrid>
      </ActionForm>
    </Panel>
  );
}
