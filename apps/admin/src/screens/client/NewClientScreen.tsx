import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useViewer } from '../../app/session.js';
import { graphql, type VariablesOf } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { Form, options } from '../../parts/Form.js';
import { Page, Panel } from '../../parts/Page.js';
import { Refusals } from '../../parts/Refusals.js';
import { TimeZoneField } from '../../parts/TimeZoneField.js';
import { orNothing, useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';

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

type Stage = VariablesOf<typeof CreateClient>['input']['stage'];

export default function NewClientScreen(): ReactNode {
  const { workspace } = useViewer();
  const { values, text } = useFields({ name: '', stage: '', website: '', timeZone: workspace.timeZone, notes: '' });
  const create = useAction(CreateClient);
  const navigate = useNavigate();
  const words = texts.clients;

  const submit = async (): Promise<void> => {
    const done = await create.run({
      name: values.name,
      stage: (orNothing(values.stage) ?? null) as Stage,
      website: orNothing(values.website),
      timeZone: values.timeZone,
      notes: orNothing(values.notes),
    });
    if (done?.client) await navigate(`/clients/${encodeURIComponent(done.client.id)}/intake`);
  };

  return (
    <Page title={words.newTitle} narrow>
      <Panel title={words.facts}>
        <Form onSubmit={() => void submit()} submit={words.create} busy={create.busy}>
          <Refusals of={create.refusals} except={Object.keys(values)} />
          <TextInput label={words.name} required autoFocus error={create.errorOf('name')} {...text('name')} />
          <NativeSelect
            label={words.stage}
            data={[{ value: '', label: words.unknownStage }, ...options(texts.stages)]}
            error={create.errorOf('stage')}
            {...text('stage')}
          />
          <TextInput label={words.website} inputMode="url" error={create.errorOf('website')} {...text('website')} />
          <TimeZoneField label={words.timeZone} error={create.errorOf('timeZone')} {...text('timeZone')} />
          <Textarea label={words.notes} autosize minRows={2} error={create.errorOf('notes')} {...text('notes')} />
        </Form>
      </Panel>
    </Page>
  );
}
