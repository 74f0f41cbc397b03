import { Radio, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Intake.module.css';

interface QuestionProps {
  label: string;
  /** What helps to answer it. */
  hint: string;
  /** Answer values and their words. */
  answers: Record<string, string>;
  value: string;
  onChange: (answer: string) => void;
  /** Whether a keyboard goes on here. */
  focused: boolean;
  error?: string | undefined;
}

/** One question with its answers below each other; it must be answered. */
export function Question({ label, hint, answers, value, onChange, focused, error }: QuestionProps): ReactNode {
  return (
    <Radio.Group
      label={label}
      description={hint}
      value={value}
      onChange={onChange}
      error={error}
      classNames={{ label: classes['label'] ?? '' }}
    >
      <Stack gap="xs" mt="md">
        {Object.entries(answers).map(([answer, words], index) => (
          <Radio
            key={answer}
            value={answer}
            label={words}
            required
            autoFocus={focused && (value === '' ? index === 0 : value === answer)}
            classNames={{
              root: classes['answer'] ?? '',
              body: classes['body'] ?? '',
              labelWrapper: classes['words'] ?? '',
            }}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
