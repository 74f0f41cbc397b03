import { Checkbox, Group, Stack, Switch, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { useViewer } from '../../app/session.js';
import { showMoment } from '../../format/days.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql, type ResultOf } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { ActionForm } from '../../parts/ActionForm.js';
import { ConfirmButton } from '../../parts/ConfirmButton.js';
import { Form } from '../../parts/Form.js';
import { Panel } from '../../parts/Page.js';
import { Refusals } from '../../parts/Refusals.js';
import { Secret } from '../../parts/Secret.js';
import { TimeZoneField } from '../../parts/TimeZoneField.js';
import { useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';

const NoticePreferencesQuery = graphql(`
  query NoticePreferences {
    noticePreferences {
      channels
      immediate
      digestAt
      quietHours {
        from
        to
      }
      timeZone
    }
    calendarAddress {
      createdAt
    }
  }
`);

const UpdateNoticePreferences = graphql(`
  mutation UpdateNoticePreferences($input: UpdateNoticePreferencesInput!) {
    updateNoticePreferences(input: $input) {
      noticePreferences {
        digestAt
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

const ChangeCalendarAddress = graphql(`
  mutation ChangeCalendarAddress($input: ChangeCalendarAddressInput!) {
    changeCalendarAddress(input: $input) {
      url
      userErrors {
        code
        field
        message
      }
    }
  }
`);

type Preferences = ResultOf<typeof NoticePreferencesQuery>['noticePreferences'];
type Severity = Preferences['immediate'][number];

const context = { additionalTypenames: ['NoticePreferences', 'CalendarAddress'] };
const usualQuiet = { from: '22:00', to: '07:00' };

/** How the person who is signed in is told of drift, and their calendar of due dates. */
export function NoticesTab(): ReactNode {
  const query = useQuery({ query: NoticePreferencesQuery, context });
  const words = texts.settings.notices;
  return (
    <Stack>
      <Panel title={words.preferences}>
        <Loaded query={query}>{({ noticePreferences }) => <PreferencesForm preferences={noticePreferences} />}</Loaded>
      </Panel>
      <Panel title={words.calendar}>
        <Loaded query={query}>
          {({ calendarAddress }) => <Calendar createdAt={calendarAddress?.createdAt ?? null} />}
        </Loaded>
      </Panel>
    </Stack>
  );
}

function PreferencesForm({ preferences }: { preferences: Preferences }): ReactNode {
  const { channels, immediate, digestAt, quietHours, timeZone } = preferences;
  const { values, set, text } = useFields({
    email: channels.includes('EMAIL'),
    immediate,
    digestAt,
    quiet: quietHours !== null,
    ...(quietHours ?? usualQuiet),
    timeZone,
  });
  const update = useAction(UpdateNoticePreferences, ['NoticePreferences']);
  const { workspace } = useViewer();
  const words = texts.settings.notices;

  const save = async (): Promise<void> => {
    const done = await update.run({
      channels: values.email ? ['EMAIL'] : [],
      immediate: values.immediate,
      digestAt: values.digestAt,
      quietHours: values.quiet ? { from: values.from, to: values.to } : null,
      timeZone: values.timeZone,
    });
    if (done) notifications.show({ message: texts.saved });
  };

  return (
    <ActionForm
      action={update}
      fields={['digestAt', 'quietHours', 'quietHours.from', 'quietHours.to', 'timeZone']}
      onSubmit={() => void save()}
      submit={words.save}
    >
      <Text size="sm" maw={640}>
        {workspace.sendsEmail ? words.what : words.noEmail}
      </Text>
      <Switch
        label={words.email}
        checked={values.email}
        onChange={(event) => set('email', event.currentTarget.checked)}
      />
      <Checkbox.Group
        label={words.immediate}
        description={words.immediateHint}
        value={values.immediate}
        onChange={(chosen: Severity[]) => set('immediate', chosen)}
      >
        <Group mt="xs">
          {severities.map((severity) => (
            <Checkbox key={severity} value={severity} label={texts.severities[severity]} />
          ))}
        </Group>
      </Checkbox.Group>
      <TextInput label={words.digestAt} type="time" w={160} error={update.errorOf('digestAt')} {...text('digestAt')} />
      <Switch
        label={words.quiet}
        checked={values.quiet}
        onChange={(event) => set('quiet', event.currentTarget.checked)}
      />
      {values.quiet && (
        <Group align="flex-start">
          <TextInput
            label={words.from}
            type="time"
            w={160}
            error={update.errorOf('quietHours.from') ?? update.errorOf('quietHours')}
            {...text('from')}
          />
          <TextInput label={words.to} type="time" w={160} error={update.errorOf('quietHours.to')} {...text('to')} />
        </Group>
      )}
      <TimeZoneField
        maw={420}
        label={words.timeZone}
        value={values.timeZone}
        onChange={(event) => set('timeZone', event.currentTarget.value)}
        error={update.errorOf('timeZone')}
      />
    </ActionForm>
  );
}

const severities: readonly Severity[] = ['CRITICAL', 'WARNING', 'NOTICE'];

function Calendar({ createdAt }: { createdAt: string | null }): ReactNode {
  const change = useAction(ChangeCalendarAddress, ['CalendarAddress']);
  const [address, setAddress] = useState<string>();
  const words = texts.settings.notices;

  const make = async (): Promise<void> => {
    const done = await change.run({ change: 'RENEW' });
    if (done?.url) setAddress(done.url);
  };
  const end = async (): Promise<void> => {
    setAddress(undefined);
    await change.run({ change: 'REVOKE' });
  };

  return (
    <Form
      onSubmit={() => void make()}
      submit={createdAt === null ? words.makeCalendar : words.renewCalendar}
      busy={change.busy}
      quiet={createdAt !== null}
      aside={
        createdAt !== null && (
          <ConfirmButton question={words.endCalendarQuestion} onConfirm={() => void end()}>
            {words.endCalendar}
          </ConfirmButton>
        )
      }
    >
      <Text size="sm" maw={640}>
        {words.calendarWhat}
      </Text>
      <Refusals of={change.refusals} />
      {address && <Secret title={words.calendarAddress} hint={words.calendarOnce} value={address} />}
      {createdAt !== null && !address && (
        <Text size="sm" c="dimmed">
          {words.calendarSince(showMoment(createdAt))}
        </Text>
      )}
    </Form>
  );
}
