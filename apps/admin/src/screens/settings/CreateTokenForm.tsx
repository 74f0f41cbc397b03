import { Checkbox, Group, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { graphql } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { ActionForm } from '../../parts/ActionForm.js';
import { ClientSelect } from '../../parts/ClientSelect.js';
import { options } from '../../parts/Form.js';
import { Panel } from '../../parts/Page.js';
import { orNothing, useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';
import { Secret } from '../../parts/Secret.js';

const CreateApiToken = graphql(`
  mutation CreateApiToken($input: CreateApiTokenInput!) {
    createApiToken(input: $input) {
      apiToken {
        id
      }
      token
      userErrors {
        code
        field
        message
      }
    }
  }
`);

type RoleName = keyof typeof texts.roles;
type ScopeName = keyof typeof texts.settings.scopes;

interface NewToken {
  name: string;
  role: RoleName;
  /** Empty: all clients. */
  clientId: string;
  /** A calendar day, or empty. */
  expiresOn: string;
  scopes: ScopeName[];
}

/** A new token. It is shown once, here. */
export function CreateTokenForm(): ReactNode {
  const { values, set, text, reset } = useFields<NewToken>({
    name: '',
    role: 'PARTNER',
    clientId: '',
    expiresOn: '',
    scopes: ['READ'],
  });
  const create = useAction(CreateApiToken, ['ApiToken']);
  const [token, setToken] = useState<string>();
  const words = texts.settings;

  const submit = async (): Promise<void> => {
    setToken(undefined);
    const done = await create.run({
      name: values.name,
      role: values.role,
      clientId: orNothing(values.clientId),
      scopes: values.scopes,
      // The last day counts whole, in the reader's time zone.
      expiresAt: values.expiresOn === '' ? undefined : new Date(`${values.expiresOn}T23:59:59`).toISOString(),
    });
    if (!done?.token) return;
    setToken(done.token);
    reset();
  };

  return (
    <Panel title={words.createToken}>
      <Stack>
        {token && <Secret title={words.token} hint={words.tokenOnce} value={token} />}
        <ActionForm
          action={create}
          fields={['name', 'role', 'clientId', 'expiresAt', 'scopes']}
          onSubmit={() => void submit()}
          submit={words.createToken}
          disabled={values.scopes.length === 0}
        >
          <SimpleGrid cols={{ base: 1, sm: 2 }}>
            <TextInput label={words.tokenName} required error={create.errorOf('name')} {...text('name')} />
            <NativeSelect
              label={words.role}
              data={options(texts.roles)}
              error={create.errorOf('role')}
              {...text('role')}
            />
            <ClientSelect
              label={words.tokenClient}
              placeholder={words.anyClient}
              value={orNothing(values.clientId) ?? null}
              onChoose={(client) => set('clientId', client?.id ?? '')}
              error={create.errorOf('clientId')}
            />
            <TextInput
              label={words.tokenExpires}
              type="date"
              error={create.errorOf('expiresAt')}
              {...text('expiresOn')}
            />
          </SimpleGrid>
          <Checkbox.Group
            label={words.tokenScopes}
            value={values.scopes}
            onChange={(scopes: ScopeName[]) => set('scopes', scopes)}
            error={create.errorOf('scopes')}
          >
            <Group mt="xs">
              {options(words.scopes).map(({ value, label }) => (
                <Checkbox key={value} value={value} label={label} />
              ))}
            </Group>
          </Checkbox.Group>
        </ActionForm>
      </Stack>
    </Panel>
  );
}
