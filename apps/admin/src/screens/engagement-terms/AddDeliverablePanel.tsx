import { NativeSelect, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Loaded } from '../../graphql/Loaded.js';
import { type FragmentOf, graphql, readFragment } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { ActionForm } from '../../parts/ActionForm.js';
import { Panel } from '../../parts/Page.js';
import { orNothing, useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';
import { PlanTemplatesQuery, templatesOf } from './templates-of-hats.js';

export const AddDeliverableFragment = graphql(`
  fragment AddDeliverable on Engagement {
    id
    owingHats: hats {
      hat
    }
  }
`);

const AddDeliverable = graphql(`
  mutation AddDeliverable($input: AddDeliverableInput!) {
    addDeliverable(input: $input) {
      deliverable {
        id
        title
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

/** Plans one more deliverable in the running quarter. */
export function AddDeliverablePanel(props: { engagement: FragmentOf<typeof AddDeliverableFragment> }): ReactNode {
  const { id: engagementId, owingHats } = readFragment(AddDeliverableFragment, props.engagement);
  const query = useQuery({ query: PlanTemplatesQuery });
  const { values, text, reset } = useFields({ templateKey: '', dueOn: '' });
  const add = useAction(AddDeliverable, ['Engagement', 'Deliverable']);
  const words = texts.terms;
  const hats = owingHats.map(({ hat }) => hat);
  const submit = async (): Promise<void> => {
    const done = await add.run({ engagementId, templateKey: values.templateKey, dueOn: orNothing(values.dueOn) });
    if (!done) return;
    notifications.show({ message: words.added(done.deliverable?.title ?? '') });
    reset();
  };
  return (
    <Panel title={words.addDeliverable}>
      <ActionForm
        action={add}
        fields={['templateKey', 'dueOn']}
        onSubmit={() => void submit()}
        submit={words.add}
        submitLabel={words.addDeliverable}
        quiet
      >
        <Loaded query={query} shape="rows">
          {(data) => (
            <NativeSelect
              label={words.byTemplate}
              required
              data={[
                { value: '', label: texts.actions.choose },
                ...hats.map((hat) => ({
                  group: texts.hatOf(hat),
                  items: templatesOf(data, [hat]).map(({ key, title, dueDay }) => ({
                    value: key,
                    label: words.template(title, dueDay),
                  })),
                })),
              ]}
              error={add.errorOf('templateKey')}
              {...text('templateKey')}
            />
          )}
        </Loaded>
        <TextInput
          label={texts.engagement.due}
          description={words.dueHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          type="date"
          maw={260}
          error={add.errorOf('dueOn')}
          {...text('dueOn')}
        />
      </ActionForm>
    </Panel>
  );
}
