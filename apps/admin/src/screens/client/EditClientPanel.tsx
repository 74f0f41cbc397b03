import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { useViewer } from '../../app/session.js';
import { type FragmentOf, graphql, readFragment } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { ActionForm } from '../../parts/ActionForm.js';
import { Panel } from '../../parts/Page.js';
import { useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';
import { ClientFields, clientOf, type ClientValues } from './ClientFields.js';

export const EditClientFragment = graphql(`
  fragment EditClient on Client {
    id
    name
    stage
    website
    timeZone
    notes
  }
`);

const UpdateClient = graphql(
  `
    mutation UpdateClient($input: UpdateClientInput!) {
      updateClient(input: $input) {
        client {
          id
          ...EditClient
        }
        userErrors {
          code
          field
          message
        }
      }
    }
  `,
  [EditClientFragment],
);

interface EditClientPanelProps {
  client: FragmentOf<typeof EditClientFragment>;
  done: () => void;
}

/** What is kept of a client, to be put right. */
export function EditClientPanel({ client, done }: EditClientPanelProps): ReactNode {
  const { id, name, stage, website, timeZone, notes } = readFragment(EditClientFragment, client);
  const { workspace } = useViewer();
  const { values, text } = useFields<ClientValues>({
    name,
    stage: stage ?? '',
    website: website ?? '',
    timeZone: timeZone ?? workspace.timeZone,
    notes: notes ?? '',
  });
  const update = useAction(UpdateClient, ['Client', 'PortfolioRow']);
  const words = texts.clients;

  const submit = async (): Promise<void> => {
    // Who has no zone of their own keeps to the workspace's, until another one is chosen.
    const zone = timeZone === null && values.timeZone === workspace.timeZone ? null : values.timeZone;
    if (!(await update.run({ clientId: id, ...clientOf(values), timeZone: zone }))) return;
    notifications.show({ message: texts.saved });
    done();
  };

  return (
    <Panel title={words.edit}>
      <ActionForm action={update} fields={Object.keys(values)} onSubmit={() => void submit()} submit={words.save}>
        <ClientFields text={text} errorOf={update.errorOf} />
      </ActionForm>
    </Panel>
  );
}
