import { NativeSelect, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { useQuery } from 'urql';
import { NotFound } from '../../app/Lost.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql, type VariablesOf } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { Form, options } from '../../parts/Form.js';
import { Page, Panel } from '../../parts/Page.js';
import { Refusals } from '../../parts/Refusals.js';
import { useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';
import { Question } from './Question.js';

const IntakeClientQuery = graphql(`
  query IntakeClient($id: ID!) {
    client(id: $id) {
      id
      name
      stage
    }
  }
`);

const AssessIntake = graphql(`
  mutation AssessIntake($input: AssessIntakeInput!) {
    assessIntake(input: $input) {
      intakeAssessment {
        id
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

type Answers = VariablesOf<typeof AssessIntake>['input'];

export default function IntakeScreen(): ReactNode {
  const { clientId = '' } = useParams();
  const query = useQuery({ query: IntakeClientQuery, variables: { id: clientId } });
  return (
    <Loaded query={query}>
      {({ client }) =>
        client ? (
          <Page
            title={texts.intake.title}
            over={<Link to={`/clients/${encodeURIComponent(client.id)}`}>{client.name}</Link>}
            narrow
          >
            <IntakeForm client={client} />
          </Page>
        ) : (
          <NotFound />
        )
      }
    </Loaded>
  );
}

const yesOrNo = { YES: texts.yes, NO: texts.no };

interface IntakeFormProps {
  client: { id: string; stage: keyof typeof texts.stages | null };
}

function IntakeForm({ client }: IntakeFormProps): ReactNode {
  const { values, set, text } = useFields({
    aiStory: '',
    platform: '',
    seniorTechnologyOwner: '',
    samePersonForAiRiskAndPlatform: '',
    openQuestionsAreAiShaped: '',
    surfaceBroaderThanAi: '',
    aiFitsInsideTechnologyEngagement: '',
    practitionerHasProductionAiDepth: 'NOT_YET_KNOWN',
    stage: client.stage ?? '',
  });
  const assess = useAction(AssessIntake, ['Client']);
  const navigate = useNavigate();
  const words = texts.intake;

  const submit = async (): Promise<void> => {
    const done = await assess.run({
      clientId: client.id,
      aiStory: values.aiStory as Answers['aiStory'],
      platform: values.platform as Answers['platform'],
      seniorTechnologyOwner: values.seniorTechnologyOwner === 'YES',
      samePersonForAiRiskAndPlatform: values.samePersonForAiRiskAndPlatform === 'YES',
      openQuestionsAreAiShaped: values.openQuestionsAreAiShaped === 'YES',
      surfaceBroaderThanAi: values.surfaceBroaderThanAi === 'YES',
      aiFitsInsideTechnologyEngagement: values.aiFitsInsideTechnologyEngagement === 'YES',
      practitionerHasProductionAiDepth:
        values.practitionerHasProductionAiDepth === 'NOT_YET_KNOWN'
          ? null
          : values.practitionerHasProductionAiDepth === 'YES',
      stage: values.stage === '' ? null : (values.stage as Answers['stage']),
    });
    if (done?.intakeAssessment) await navigate(`/clients/${encodeURIComponent(client.id)}`);
  };

  const question = (name: Exclude<keyof typeof values, 'stage'>, answers: Record<string, string>): ReactNode => (
    <Question
      label={words[name]}
      answers={answers}
      value={values[name]}
      onChange={(answer) => set(name, answer)}
      error={assess.errorOf(name)}
    />
  );

  return (
    <Form onSubmit={() => void submit()} submit={words.submit} busy={assess.busy}>
      <Refusals of={assess.refusals} except={Object.keys(values)} />
      <Panel title={words.four}>
        <Stack gap="lg">
          {question('aiStory', words.aiStoryOptions)}
          {question('platform', words.platformOptions)}
          {question('seniorTechnologyOwner', yesOrNo)}
          {question('samePersonForAiRiskAndPlatform', yesOrNo)}
        </Stack>
      </Panel>
      <Panel title={words.others}>
        <Stack gap="lg">
          {question('openQuestionsAreAiShaped', yesOrNo)}
          {question('surfaceBroaderThanAi', yesOrNo)}
          {question('aiFitsInsideTechnologyEngagement', yesOrNo)}
          {question('practitionerHasProductionAiDepth', words.depthOptions)}
          <NativeSelect
            label={words.stage}
            data={[{ value: '', label: texts.clients.unknownStage }, ...options(texts.stages)]}
            maw={320}
            error={assess.errorOf('stage')}
            {...text('stage')}
          />
        </Stack>
      </Panel>
    </Form>
  );
}
