import { notifications } from '@mantine/notifications';
import { type ReactNode, useState } from 'react';
import { graphql } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { ClientSelect } from '../../parts/ClientSelect.js';
import type { Chosen } from '../../parts/FoundSelect.js';
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

/** Erases a client, once its name is typed. */
export function EraseClientForm(): ReactNode {
  const [client, setClient] = useState<Chosen | null>(null);
  const erase = useAction(EraseClient, CHANGES);
  const words = texts.settings.data;

  const run = async (confirmation: string): Promise<void> => {
    if (!client || !(await erase.run({ clientId: client.id, confirmation }))) return;
    notifications.show({ message: words.erased(client.name) });
    setClient(null);
  };

  return (
    <EraseForm
      of={client?.id}
      title={words.eraseClient}
      what={words.eraseClientWhat}
      name={client?.name}
      refusals={erase.refusals}
      busy={erase.busy}
      onErase={(typed) => void run(typed)}
    >
      <ClientSelect
        maw={360}
        label={texts.settings.client}
        placeholder={texts.actions.choose}
        value={client?.id ?? null}
        onChoose={(chosen) => {
          setClient(chosen);
          erase.clear();
        }}
      />
    </EraseForm>
  );
}
