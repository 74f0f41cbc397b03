import { NativeSelect, PasswordInput, SimpleGrid, Stack, Table, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { useViewer } from '../../app/session.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { Form } from '../../parts/Form.js';
import { Panel } from '../../parts/Page.js';
import { Refusals } from '../../parts/Refusals.js';
import { useFields } from '../../parts/use-fields.js';
import { WideTable } from '../../parts/WideTable.js';
import { texts } from '../../texts/index.js';

const MembersQuery = graphql(`
  query Members {
    members(first: 100) {
      totalCount
      edges {
        node {
          id
          name
          email
          role
          depthEvidenced
        }
      }
    }
  }
`);

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

const memberRoles = ['PRACTITIONER', 'PARTNER', 'OWNER'] as const;

/** The people of the consultancy; an owner adds further ones. */
export function MembersTab(): ReactNode {
  const query = useQuery({ query: MembersQuery });
  const { role } = useViewer();
  const words = texts.settings;
  return (
    <Stack>
      <Panel title={words.members}>
        <Loaded query={query}>
          {({ members }) => (
            <WideTable label={words.members} minWidth={480}>
              <Table fz="sm">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th pl={0}>{words.name}</Table.Th>
                    <Table.Th>{words.email}</Table.Th>
                    <Table.Th>{words.role}</Table.Th>
                    <Table.Th>{words.depthEvidenced}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {members.edges.map(({ node }) => (
                    <Table.Tr key={node.id}>
                      <Table.Td pl={0}>{node.name}</Table.Td>
                      <Table.Td>{node.email}</Table.Td>
                      <Table.Td>{texts.roles[node.role]}</Table.Td>
                      <Table.Td>{node.depthEvidenced ? words.evidenced : words.notEvidenced}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </WideTable>
          )}
        </Loaded>
      </Panel>
      {role === 'OWNER' && <AddMemberForm />}
    </Stack>
  );
}

function AddMemberForm(): ReactNode {
  const { values, text, reset } = useFields({ name: '', email: '', role: 'PRACTITIONER', password: '' });
  const add = useAction(AddMember, ['Member']);
  const words = texts.settings;
  const submit = async (): Promise<void> => {
    const role = memberRoles.find((each) => each === values.role) ?? 'PRACTITIONER';
    if (await add.run({ ...values, role })) reset();
  };
  return (
    <Panel title={words.addMember}>
      <Form onSubmit={() => void submit()} submit={words.addMember} busy={add.busy}>
        <Refusals of={add.refusals} except={Object.keys(values)} />
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
            autoComplete="new-password"
            required
            visibilityToggleButtonProps={{ 'aria-label': texts.signIn.showPassword, tabIndex: 0 }}
            error={add.errorOf('password')}
            {...text('password')}
          />
        </SimpleGrid>
      </Form>
    </Panel>
  );
}
