import { Stack, Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useQuery } from 'urql';
import { NotFound } from '../../app/Lost.js';
import { PublicFrame } from '../../app/PublicFrame.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { Page } from '../../parts/Page.js';
import { Refusals } from '../../parts/Refusals.js';
import { orNothing, useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';
import classes from './Intake.module.css';
import { IntakeSteps } from './IntakeSteps.js';
import { allAnswers, nothingChosen, questions } from './questions.js';
import { StageField, stageOf } from './StageField.js';

const PublicIntakeQuery = graphql(`
  query PublicIntake($workspace: String!) {
    publicIntake(workspace: $workspace) {
      workspaceName
      introduction
    }
  }
`);

const SubmitPublicIntake = graphql(`
  mutation SubmitPublicIntake($input: SubmitPublicIntakeInput!) {
    submitPublicIntake(input: $input) {
      writtenRead {
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

/** What only a practitioner can know is not asked of a prospect. */
const asked = questions.filter(({ name }) => name !== 'practitionerHasProductionAiDepth');

const nothingEntered = {
  ...nothingChosen,
  stage: '',
  company: '',
  contactName: '',
  contactEmail: '',
  website: '',
  leaveEmpty: '',
};

const contactFields = ['company', 'contactName', 'contactEmail', 'website', 'stage'];

/** The intake at a consultancy's public address. */
export default function PublicIntakeScreen(): ReactNode {
  const { workspace = '' } = useParams();
  const query = useQuery({ query: PublicIntakeQuery, variables: { workspace } });
  const name = query[0].data?.publicIntake?.workspaceName;
  const words = texts.publicIntake;
  return (
    <PublicFrame {...(name === undefined ? {} : { name })}>
      <Loaded query={query}>
        {({ publicIntake }) =>
          publicIntake ? (
            <Page title={words.title}>
              <Text mb="lg" maw={720} style={{ whiteSpace: 'pre-line' }}>
                {publicIntake.introduction ?? words.introduction(asked.length)}
              </Text>
              <ProspectIntake workspace={workspace} consultancy={publicIntake.workspaceName} />
            </Page>
          ) : (
            <NotFound />
          )
        }
      </Loaded>
    </PublicFrame>
  );
}

function ProspectIntake({ workspace, consultancy }: { workspace: string; consultancy: string }): ReactNode {
  const { values, set, text, reset } = useFields(nothingEntered, `intake ${workspace}`);
  const submit = useAction(SubmitPublicIntake);
  const navigate = useNavigate();
  const words = texts.publicIntake;

  const send = async (): Promise<void> => {
    const done = await submit.run({
      workspace,
      ...allAnswers(values),
      stage: stageOf(values.stage),
      company: values.company,
      contactName: values.contactName,
      contactEmail: values.contactEmail,
      website: orNothing(values.website) ?? null,
      leaveEmpty: orNothing(values.leaveEmpty) ?? null,
    });
    if (!done?.writtenRead) return;
    reset();
    await navigate(new URL(done.writtenRead.url).pathname, { replace: true });
  };

  return (
    <>
      <Refusals of={submit.refusals} except={contactFields} />
      <IntakeSteps
        questions={asked}
        chosen={values}
        choose={set}
        last={{
          title: words.whoYouAre,
          fields: (
            <Stack gap="sm">
              <TextInput
                label={words.company}
                required
                autoFocus
                autoComplete="organization"
                error={submit.errorOf('company')}
                {...text('company')}
              />
              <StageField
                value={values.stage}
                onChange={(stage) => set('stage', stage)}
                error={submit.errorOf('stage')}
              />
              <TextInput
                label={words.website}
                inputMode="url"
                autoComplete="url"
                placeholder={words.websiteBegins}
                error={submit.errorOf('website')}
                {...text('website')}
              />
              <TextInput
                label={words.contactName}
                required
                autoComplete="name"
                error={submit.errorOf('contactName')}
                {...text('contactName')}
              />
              <TextInput
                label={words.contactEmail}
                type="email"
                required
                autoComplete="email"
                error={submit.errorOf('contactEmail')}
                {...text('contactEmail')}
              />
              <div className={classes['trap']} aria-hidden="true">
                <TextInput label={words.leaveEmpty} tabIndex={-1} autoComplete="off" {...text('leaveEmpty')} />
              </div>
              <Text size="sm" c="dimmed">
                {words.whoReads(consultancy)}
              </Text>
            </Stack>
          ),
        }}
        submit={words.submit}
        busy={submit.busy}
        onSubmit={() => void send()}
        errorOf={submit.errorOf}
      />
    </>
  );
}
