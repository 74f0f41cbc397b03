import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { Panel } from '../../parts/Page.js';
import { texts } from '../../texts/index.js';
import classes from './Intake.module.css';
import { Question } from './Question.js';
import type { Chosen, Question as OneQuestion, QuestionName } from './questions.js';
import { SoFarPanel } from './SoFarPanel.js';

interface IntakeStepsProps {
  questions: readonly OneQuestion[];
  chosen: Chosen;
  choose: (question: QuestionName, answer: string) => void;
  /** What is asked after the questions. */
  last: { title: string; fields: ReactNode };
  submit: string;
  busy: boolean;
  onSubmit: () => void;
  errorOf: (field: string) => string | undefined;
}

/**
 * The questions one at a time, and beside them what the answers say so far. The step stands in the address, so that the
 * browser's back and forward go through the questions.
 */
export function IntakeSteps(props: IntakeStepsProps): ReactNode {
  const { questions, chosen, choose, last, submit, busy, onSubmit, errorOf } = props;
  const [params, setParams] = useSearchParams();
  const [moved, setMoved] = useState(false);
  const words = texts.intake;
  const answered = questions.findIndex(({ name }) => chosen[name] === '');
  // Not past the first question without an answer, whatever the address says.
  const furthest = answered === -1 ? questions.length : answered;
  const step = Math.max(0, Math.min(furthest, Number(params.get('step') ?? 1) - 1 || 0));
  const question = questions[step];
  const form = useRef<HTMLFormElement>(null);
  // What comes after the questions is written on from the keyboard, as the questions are.
  useEffect(() => {
    if (moved && question === undefined) form.current?.querySelector<HTMLElement>('input, select')?.focus();
  }, [moved, question]);
  const go = (to: number): void => {
    setMoved(true);
    setParams(
      (before) => {
        before.set('step', String(to + 1));
        return before;
      },
      { preventScrollReset: true },
    );
  };

  return (
    <div className={classes['steps']}>
      <Panel title={question ? words.step(step + 1, questions.length) : last.title}>
        <Progress
          value={(step / questions.length) * 100}
          size="xs"
          mb="md"
          aria-label={words.progress}
          color="gray.7"
        />
        <form
          ref={form}
          onSubmit={(event) => {
            event.preventDefault();
            if (question) go(step + 1);
            else onSubmit();
          }}
        >
          <Stack gap="lg">
            {question ? (
              <Question
                key={question.name}
                label={words[question.name]}
                hint={words.hints[question.name]}
                answers={question.answers}
                value={chosen[question.name]}
                onChange={(answer) => choose(question.name, answer)}
                focused={moved}
                error={errorOf(question.name)}
              />
            ) : (
              last.fields
            )}
            <Group gap="sm">
              <Button type="submit" loading={busy}>
                {question ? words.next : submit}
              </Button>
              {step > 0 && (
                <Button variant="default" onClick={() => go(step - 1)}>
                  {words.back}
                </Button>
              )}
            </Group>
          </Stack>
        </form>
        <Given {...props} upTo={step} go={go} />
      </Panel>
      <SoFarPanel chosen={chosen} />
    </div>
  );
}

/** What was answered before, each with the way back to it. */
function Given({
  questions,
  chosen,
  upTo,
  go,
}: Pick<IntakeStepsProps, 'questions' | 'chosen'> & { upTo: number; go: (step: number) => void }): ReactNode {
  if (upTo === 0) return null;
  const words = texts.intake;
  return (
    <Stack gap={4} mt="lg">
      <Text size="xs" c="dimmed">
        {words.given}
      </Text>
      <ul className={classes['given']}>
        {questions.slice(0, upTo).map((question, index) => (
          <li key={question.name}>
            <Group gap="xs" justify="space-between" wrap="nowrap">
              <Text size="sm">
                {words[question.name]} <strong>{question.answers[chosen[question.name]]}</strong>
              </Text>
              <Button
                size="compact-xs"
                variant="subtle"
                c="var(--mantine-color-text)"
                aria-label={words.changeAnswer(words[question.name])}
                onClick={() => go(index)}
                style={{ flex: 'none' }}
              >
                {words.change}
              </Button>
            </Group>
          </li>
        ))}
      </ul>
    </Stack>
  );
}
