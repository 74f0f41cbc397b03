import { Stack, Text, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { showMoment } from '../../format/days.js';
import { type FragmentOf, graphql, readFragment } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { Form } from '../../parts/Form.js';
import { Hat, type HatName } from '../../parts/Hat.js';
import { isOver } from '../../parts/is-over.js';
import { Nothing, Panel } from '../../parts/Page.js';
import { Refusals } from '../../parts/Refusals.js';
import { texts } from '../../texts/index.js';

export const StandingAnswersFragment = graphql(`
  fragment StandingAnswers on Engagement {
    id
    standingState: state
    standingHats: hats {
      hat
    }
    standingAnswers {
      question
      answer
      answeredAt
      answeredBy {
        name
      }
    }
  }
`);

const RecordStandingAnswer = graphql(`
  mutation RecordStandingAnswer($input: RecordStandingAnswerInput!) {
    recordStandingAnswer(input: $input) {
      engagement {
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

type Question = keyof typeof texts.engagement.questions;

const questionOf: Record<HatName, Question> = { CTO: 'PLATFORM_IN_18_MONTHS', CAIO: 'AI_RISK_POSTURE' };

/** The test question of each hat with its newest answer. */
export function StandingAnswersPanel(props: { engagement: FragmentOf<typeof StandingAnswersFragment> }): ReactNode {
  const { id, standingState, standingHats, standingAnswers } = readFragment(StandingAnswersFragment, props.engagement);
  return (
    <Panel title={texts.engagement.standing}>
      <Stack gap="lg">
        {standingHats.map(({ hat }) => {
          const question = questionOf[hat];
          const [newest] = standingAnswers
            .filter((answer) => answer.question === question)
            .sort((one, other) => other.answeredAt.localeCompare(one.answeredAt));
          return (
            <div key={hat}>
              <Hat hat={hat} />
              <Text size="sm" fw={600} mb={2}>
                {texts.engagement.questions[question]}
              </Text>
              {newest ? (
                <>
                  <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                    {newest.answer}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {texts.engagement.answeredBy(newest.answeredBy.name, showMoment(newest.answeredAt))}
                  </Text>
                </>
              ) : (
                <Nothing>{texts.engagement.unanswered}</Nothing>
              )}
              {!isOver(standingState) && <AnswerForm engagementId={id} question={question} />}
            </div>
          );
        })}
      </Stack>
    </Panel>
  );
}

function AnswerForm({ engagementId, question }: { engagementId: string; question: Question }): ReactNode {
  const [answer, setAnswer] = useState('');
  const record = useAction(RecordStandingAnswer);
  const submit = async (): Promise<void> => {
    if (await record.run({ engagementId, question, answer })) setAnswer('');
  };
  return (
    <Form
      onSubmit={() => void submit()}
      submit={texts.engagement.saveAnswer}
      submitLabel={texts.engagement.saveAnswerTo(texts.engagement.questions[question])}
      busy={record.busy}
      quiet
    >
      <Refusals of={record.refusals} />
      <Textarea
        aria-label={texts.engagement.answer(texts.engagement.questions[question])}
        mt="xs"
        autosize
        minRows={2}
        required
        value={answer}
        onChange={(event) => setAnswer(event.currentTarget.value)}
      />
    </Form>
  );
}
