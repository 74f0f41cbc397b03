import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { texts } from '../../texts/index.js';

interface Reason {
  question: string;
  answer: string;
  leansTo: string;
  statement: string;
}

/** Answers, where each leans, and why. */
export function ReasonList({ reasons }: { reasons: readonly Reason[] }): ReactNode {
  const words = texts.recommendation;
  return (
    <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {reasons.map((reason) => (
        <li key={reason.question}>
          <Text size="xs" c="dimmed">
            {words.reason(
              words.questions[reason.question] ?? reason.question,
              words.answers[reason.answer] ?? reason.answer,
              words.leans[reason.leansTo] ?? reason.leansTo,
            )}
          </Text>
          <Text size="sm">{reason.statement}</Text>
        </li>
      ))}
    </Stack>
  );
}
