import { Stack, Switch, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { useViewer } from '../../app/session.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql, type ResultOf } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { ActionForm } from '../../parts/ActionForm.js';
import { Nothing, Panel } from '../../parts/Page.js';
import { Secret } from '../../parts/Secret.js';
import { orNothing, useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';

const PublicIntakeSettingsQuery = graphql(`
  query PublicIntakeSettings {
    viewer {
      id
      workspace {
        id
        publicIntake {
          enabled
          introduction
          url
        }
      }
    }
  }
`);

const UpdatePublicIntake = graphql(`
  mutation UpdatePublicIntake($input: UpdatePublicIntakeInput!) {
    updatePublicIntake(input: $input) {
      publicIntake {
        enabled
        introduction
        url
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

type Settings = ResultOf<typeof PublicIntakeSettingsQuery>['viewer']['workspace']['publicIntake'];

/** Whether prospects can answer the intake, at which address, and what stands above the questions. */
export function PublicIntakeTab(): ReactNode {
  const query = useQuery({ query: PublicIntakeSettingsQuery });
  const { role } = useViewer();
  const words = texts.settings.publicIntake;
  return (
    <Panel title={words.title}>
      <Stack>
        <Text size="sm" maw={640}>
          {words.what}
        </Text>
        <Loaded query={query}>
          {({ viewer: { workspace } }) => (
            <>
              {workspace.publicIntake.enabled ? (
                <Secret title={words.address} hint={words.addressHint} value={workspace.publicIntake.url} />
              ) : (
                <Nothing>{words.off}</Nothing>
              )}
              {role === 'OWNER' ? (
                <SettingsForm settings={workspace.publicIntake} />
              ) : (
                <Text size="sm" c="dimmed">
                  {words.ownerOnly}
                </Text>
              )}
            </>
          )}
        </Loaded>
      </Stack>
    </Panel>
  );
}

function SettingsForm({ settings }: { settings: Settings }): ReactNode {
  const { values, set, text } = useFields({ enabled: settings.enabled, introduction: settings.introduction ?? '' });
  const update = useAction(UpdatePublicIntake, ['Workspace', 'PublicIntakeSettings']);
  const words = texts.settings.publicIntake;

  const save = async (): Promise<void> => {
    const done = await update.run({
      enabled: values.enabled,
      introduction: orNothing(values.introduction) ?? null,
    });
    if (done) notifications.show({ message: texts.saved });
  };

  return (
    <ActionForm action={update} fields={['introduction']} onSubmit={() => void save()} submit={words.save}>
      <Switch
        label={words.enabled}
        checked={values.enabled}
        onChange={(event) => set('enabled', event.currentTarget.checked)}
      />
      <Textarea
        label={words.introduction}
        description={words.introductionHint}
        autosize
        minRows={3}
        maw={640}
        error={update.errorOf('introduction')}
        {...text('introduction')}
      />
    </ActionForm>
  );
}
