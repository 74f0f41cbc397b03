import { Checkbox, Fieldset, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { Loaded } from '../../graphql/Loaded.js';
import { type FragmentOf, graphql, readFragment } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { ActionForm } from '../../parts/ActionForm.js';
import { orNothing, useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';
import { PlanTemplatesQuery, templatesOf } from './templates-of-hats.js';

export const RenewFragment = graphql(`
  fragment Renew on Engagement {
    id
    renewedHats: hats {
      hat
    }
  }
`);

const RenewEngagement = graphql(`
  mutation RenewEngagement($input: RenewEngagementInput!) {
    renewEngagement(input: $input) {
      engagement {
        id
        endsOn
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

/** One more quarter, with what each hat owes in it. */
export function RenewForm(props: { engagement: FragmentOf<typeof RenewFragment>; done: () => void }): ReactNode {
  const { id: engagementId, renewedHats } = readFragment(RenewFragment, props.engagement);
  const query = useQuery({ query: PlanTemplatesQuery });
  const { values, text } = useFields({ startsOn: '' });
  const [chosen, setChosen] = useState<string[]>([]);
  const renew = useAction(RenewEngagement, ['Engagement', 'Deliverable']);
  const words = texts.terms;
  const hats = renewedHats.map(({ hat }) => hat);
  const submit = async (): Promise<void> => {
    if (await renew.run({ engagementId, startsOn: orNothing(values.startsOn), templates: chosen })) props.done();
  };
  return (
    <ActionForm action={renew} fields={['startsOn']} onSubmit={() => void submit()} submit={words.renewNow} quiet>
      <Text size="sm">{words.renewWhat}</Text>
      <Loaded query={query} shape="rows">
        {(data) => (
          <Checkbox.Group value={chosen} onChange={setChosen}>
            <Stack>
              {hats.map((hat) => (
                <Fieldset key={hat} legend={texts.hatOf(hat)}>
                  <Stack gap={6}>
                    {templatesOf(data, [hat]).map(({ key, title, dueDay }) => (
                      <Checkbox key={key} value={key} label={words.template(title, dueDay)} />
                    ))}
                  </Stack>
                </Fieldset>
              ))}
            </Stack>
          </Checkbox.Group>
        )}
      </Loaded>
      <TextInput
        label={texts.draft.startsOn}
        description={words.renewStartsOn}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        type="date"
        maw={260}
        error={renew.errorOf('startsOn')}
        {...text('startsOn')}
      />
    </ActionForm>
  );
}
