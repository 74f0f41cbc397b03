import { NativeSelect } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useState } from 'react';
import { graphql } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { texts } from '../../texts/index.js';
import { EraseForm } from './EraseForm.js';

const EraseClient = graphql(`
  mutation EraseClient($input: EraseClientInput!) {
    eraseClient(input: $input) {
      erasedId
      userErrors {
        code
        field
        message
      }
    }
  }
`);

/** Whatever shows a client, or something that is of one. */
const CHANGES = ['Client', 'ClientContact', 'Engagement', 'DataExport', 'ApiToken', 'DriftAlert', 'Notice', 'Delivery'];

interface EraseClientFormProps {
  clients: { value: string; label: string }[];
}

/** Erases a client, once its name is typed. */
export function EraseClientForm({ clients }: EraseClientFormProps): ReactNode {
  const [chosen, setChosen] = useState('');
  const erase = useAction(EraseClient, CHANGES);
  const words = texts.settings.data;
  const client = clients.find(({ value }) => value === chosen) ?? clients[0];
  if (!client) return null;

  const run = async (confirmation: string): Promise<void> => {
    const done = await erase.run({ clientId: client.value, confirmation });
    if (done) notifications.show({ message: words.erased(client.label) });
  };

  return (
    <EraseForm
      key={client.value}
      title={words.eraseClient}
      what={words.eraseClientWhat}
      name={client.label}
      refusals={erase.refusals}
      busy={erase.busy}
      onErase={(typed) => void run(typed)}
    >
      <NativeSelect
        label={texts.settings.client}
        maw={360}
        data={clients}
        value={client.value}
        onChange={(event) => {
          setChosen(event.currentTarget.value);
          erase.clear();
        }}
      />
    </EraseForm>
  );
}
