import { Group, Radio } from '@mantine/core';
import type { ReactNode } from 'react';

interface QuestionProps {
  label: string;
  /** Answer values and their words. */
  answers: Record<string, string>;
  value: string;
  onChange: (answer: string) => void;
  error?: string | undefined;
}

/** One question with its answers side by side; it must be answered. */
export function Question({ label, answers, value, onChange, error }: QuestionProps): ReactNode {
  return (
    <Radio.Group label={label} value={value} onChange={onChange} error={error}>
      <Group gap="lg" mt={8}>
        {Object.entries(answers).map(([answer, words]) => (
          <Radio key={answer} value={answer} label={words} required />
        ))}
      </Group>
    </Radio.Group>
  );
}
