import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useViewer } from '../../app/session.js';
import { graphql } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { ActionForm } from '../../parts/ActionForm.js';
import { Page, Panel } from '../../parts/Page.js';
import { useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';
import { ClientFields, clientOf, type ClientValues } from './ClientFields.js';

const CreateClient = graphql(`
  mutation CreateClient($input: CreateClientInput!) {
    createClient(input: $input) {
      client {
        id
        name
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

export default function NewClientScreen(): ReactNode {
  const { workspace } = useViewer();
  const { values, text } = useFields<ClientValues>({
    name: '',
    stage: '',
    website: '',
    timeZone: workspace.timeZone,
    notes: '',
  });
  const create = useAction(CreateClient);
  const navigate = useNavigate();
  const words = texts.clients;

  const submit = async (): Promise<void> => {
    const done = await create.run(clientOf(values));
    if (done?.client) await navigate(`/clients/${encodeURIComponent(done.client.id)}/intake`);
  };

  return (
    <Page title={words.newTitle} narrow>
      <Panel title={words.facts}>
        <ActionForm action={create} fields={Object.keys(values)} onSubmit={() => void submit()} submit={words.create}>
          <ClientFields text={text} errorOf={create.errorOf} />
        </ActionForm>
      </Panel>
    </Page>
  );
}
