import { Button, Checkbox, Group, Pill, Stack, Switch, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { useViewer } from '../../app/session.js';
import { showDay, weekdayNames } from '../../format/days.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql, type ResultOf } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { ActionForm } from '../../parts/ActionForm.js';
import { Nothing, Panel } from '../../parts/Page.js';
import { TimeZoneField } from '../../parts/TimeZoneField.js';
import { useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';

const WorkspaceQuery = graphql(`
  query WorkspaceSettings {
    workspace {
      id
      name
      slug
      timeZone
      currency
      workingDays
      holidays
      escalateToSponsor
    }
  }
`);

const UpdateWorkspace = graphql(`
  mutation UpdateWorkspace($input: UpdateWorkspaceInput!) {
    updateWorkspace(input: $input) {
      workspace {
        id
        name
        timeZone
        workingDays
        holidays
        escalateToSponsor
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

type Workspace = ResultOf<typeof WorkspaceQuery>['workspace'];

/** What the consultancy is called, on which days it works, and who is told of what nobody answers. */
export function WorkspaceTab(): ReactNode {
  const query = useQuery({ query: WorkspaceQuery });
  const { role } = useViewer();
  const words = texts.settings.workspace;
  return (
    <Panel title={words.title}>
      <Loaded query={query} shape="lines">
        {({ workspace }) => (
          <Stack>
            {role !== 'OWNER' && <Nothing>{words.ownerOnly}</Nothing>}
            <WorkspaceForm workspace={workspace} readOnly={role !== 'OWNER'} />
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}

function WorkspaceForm({ workspace, readOnly }: { workspace: Workspace; readOnly: boolean }): ReactNode {
  const { values, set, text } = useFields({
    name: workspace.name,
    timeZone: workspace.timeZone,
    workingDays: workspace.workingDays.map(String),
    holidays: workspace.holidays,
    escalateToSponsor: workspace.escalateToSponsor,
  });
  const update = useAction(UpdateWorkspace, ['Workspace']);
  const words = texts.settings.workspace;
  const save = async (): Promise<void> => {
    const done = await update.run({ ...values, workingDays: values.workingDays.map(Number).sort() });
    if (done) notifications.show({ message: texts.saved });
  };
  return (
    <ActionForm
      action={update}
      fields={['name', 'timeZone', 'workingDays', 'holidays']}
      onSubmit={() => void save()}
      submit={texts.settings.notices.save}
      disabled={readOnly}
    >
      <TextInput
        label={words.name}
        required
        maw={420}
        readOnly={readOnly}
        error={update.errorOf('name')}
        {...text('name')}
      />
      <TimeZoneField
        maw={420}
        label={words.timeZone}
        value={values.timeZone}
        onChange={(event) => set('timeZone', event.currentTarget.value)}
        error={update.errorOf('timeZone')}
      />
      <Checkbox.Group
        label={words.workingDays}
        description={words.workingDaysHint}
        value={values.workingDays}
        onChange={(days: string[]) => set('workingDays', days)}
        error={update.errorOf('workingDays')}
        readOnly={readOnly}
      >
        <Group mt="xs">
          {weekdayNames().map((name, at) => (
            <Checkbox key={name} value={String(at + 1)} label={name} />
          ))}
        </Group>
      </Checkbox.Group>
      <Holidays
        days={values.holidays}
        change={(days) => set('holidays', days)}
        error={update.errorOf('holidays')}
        readOnly={readOnly}
      />
      <Switch
        label={words.escalate}
        description={words.escalateHint}
        checked={values.escalateToSponsor}
        disabled={readOnly}
        onChange={(event) => set('escalateToSponsor', event.currentTarget.checked)}
      />
    </ActionForm>
  );
}

interface HolidaysProps {
  /** Calendar days, in order. */
  days: string[];
  change: (days: string[]) => void;
  error: string | undefined;
  readOnly: boolean;
}

/** Days on which nobody works although their weekday is a working day. They count once the form is saved. */
function Holidays({ days, change, error, readOnly }: HolidaysProps): ReactNode {
  const [day, setDay] = useState('');
  const words = texts.settings.workspace;
  const add = (): void => {
    if (day === '') return;
    change([...new Set([...days, day])].sort());
    setDay('');
  };
  return (
    <Stack gap="xs">
      <Group align="flex-end" gap="xs">
        <TextInput
          label={words.holidays}
          description={words.holidaysHint}
          type="date"
          value={day}
          readOnly={readOnly}
          onChange={(event) => setDay(event.currentTarget.value)}
          error={error}
        />
        {!readOnly && (
          <Button variant="default" onClick={add} disabled={day === ''}>
            {words.addHoliday}
          </Button>
        )}
      </Group>
      {days.length === 0 ? (
        <Text size="sm" c="dimmed">
          {words.noHolidays}
        </Text>
      ) : (
        <Pill.Group>
          {days.map((each) => (
            <Pill
              key={each}
              size="md"
              withRemoveButton={!readOnly}
              onRemove={() => change(days.filter((other) => other !== each))}
              removeButtonProps={{
                'aria-label': words.removeHoliday(showDay(each)),
                tabIndex: 0,
                'aria-hidden': false,
              }}
            >
              {showDay(each)}
            </Pill>
          ))}
        </Pill.Group>
      )}
    </Stack>
  );
}
