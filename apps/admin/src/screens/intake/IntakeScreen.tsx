import type { ReactNode } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { useQuery } from 'urql';
import { NotFound } from '../../app/Lost.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { Page } from '../../parts/Page.js';
import { Refusals } from '../../parts/Refusals.js';
import { useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';
import { IntakeSteps } from './IntakeSteps.js';
import { allAnswers, nothingChosen, questions, yes } from './questions.js';
import { StageField, stageOf } from './StageField.js';

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

/** The intake of a client, answered with a member of the consultancy. */
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
          >
            <ClientIntake client={client} />
          </Page>
        ) : (
          <NotFound />
        )
      }
    </Loaded>
  );
}

interface ClientIntakeProps {
  client: { id: string; stage: keyof typeof texts.stages | null };
}

function ClientIntake({ client }: ClientIntakeProps): ReactNode {
  const { values, set, reset } = useFields({ ...nothingChosen, stage: client.stage ?? '' }, `intake ${client.id}`);
  const assess = useAction(AssessIntake, ['Client']);
  const navigate = useNavigate();
  const words = texts.intake;

  const submit = async (): Promise<void> => {
    const done = await assess.run({
      clientId: client.id,
      ...allAnswers(values),
      practitionerHasProductionAiDepth: yes(values.practitionerHasProductionAiDepth),
      stage: stageOf(values.stage),
    });
    if (!done?.intakeAssessment) return;
    reset();
    await navigate(`/clients/${encodeURIComponent(client.id)}`);
  };

  return (
    <>
      <Refusals of={assess.refusals} />
      <IntakeSteps
        questions={questions}
        chosen={values}
        choose={set}
        last={{
          title: words.lastly,
          fields: (
            <StageField
              value={values.stage}
              onChange={(stage) => set('stage', stage)}
              error={assess.errorOf('stage')}
            />
          ),
        }}
        submit={words.submit}
        busy={assess.busy}
        onSubmit={() => void submit()}
        errorOf={assess.errorOf}
      />
    </>
  );
}
