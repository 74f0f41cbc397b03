import { Button, EmptyState, Skeleton, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { useTimeout } from '@mantine/hooks';
import { type ReactNode, use, useState } from 'react';
import { texts } from '../texts/index.js';
import { NoteIcon, WarningIcon } from './icons.js';
import { InPage } from './in-page.js';
import classes from './States.module.css';

/** After this long the wait is put in words, in milliseconds. */
const IN_WORDS_MS = 1_000;

/** What is on its way: a whole page with its heading, cards one above the other, rows of a table, or a few lines. */
export type WaitingShape = 'page' | 'cards' | 'rows' | 'lines';

const pieces: Record<WaitingShape, number[]> = {
  page: [36, 96, 96, 96],
  cards: [112, 112, 112],
  rows: [32, 44, 44, 44, 44, 44],
  lines: [16, 16, 16],
};

/**
 * Something is on its way. It has about the size of what comes, so that little moves when it is there, and says so in
 * words after a second.
 */
export function Waiting({ shape = 'page' }: { shape?: WaitingShape }): ReactNode {
  const inPage = use(InPage);
  const [slow, setSlow] = useState(false);
  useTimeout(() => setSlow(true), IN_WORDS_MS, { autoInvoke: true });
  return (
    <div className={classes['waiting']} data-shape={shape}>
      {!inPage && <VisuallyHidden component="h1">{texts.loading}</VisuallyHidden>}
      <Stack gap={shape === 'lines' ? 'xs' : 'sm'} aria-hidden>
        {pieces[shape].map((height, at) => (
          <Skeleton key={at} height={height} width={width(shape, at)} radius={shape === 'lines' ? 'sm' : 'md'} />
        ))}
      </Stack>
      <Text role="status" size="sm" c="dimmed" mt="sm" mih={22}>
        {slow && texts.loading}
      </Text>
    </div>
  );
}

function width(shape: WaitingShape, at: number): string {
  if (shape === 'page' && at === 0) return 'min(320px, 70%)';
  return shape === 'lines' && at === 2 ? '60%' : '100%';
}

interface EmptyProps {
  /** What would stand here. */
  title: string;
  /** What it is good for, or what to do next. */
  message: string;
  /** The one thing to do next, where there is one. */
  action?: ReactNode;
}

/** What stands where nothing is yet: what this is, and what to do next. */
export function Empty({ title, message, action }: EmptyProps): ReactNode {
  return (
    <EmptyState
      py="xl"
      icon={<NoteIcon />}
      title={
        <Title order={2} size="h4">
          {title}
        </Title>
      }
      description={message}
    >
      {action && <EmptyState.Actions>{action}</EmptyState.Actions>}
    </EmptyState>
  );
}

interface FailedProps {
  title: string;
  message: string;
  /** By which the server's log knows the failure. */
  reference?: string | undefined;
  again: () => void;
}

/** What stands where something could not be read: what happened, a way to try again, and what to quote. */
export function Failed({ title, message, reference, again }: FailedProps): ReactNode {
  const inPage = use(InPage);
  return (
    <EmptyState
      role="alert"
      py="xl"
      icon={<WarningIcon />}
      title={
        <Title order={inPage ? 2 : 1} size="h4">
          {title}
        </Title>
      }
      description={message}
    >
      {reference && (
        <Text size="xs" c="dimmed" className={classes['reference'] ?? ''}>
          {texts.failures.reference} <code>{reference}</code>
        </Text>
      )}
      <EmptyState.Actions>
        <Button variant="default" onClick={again}>
          {texts.actions.tryAgain}
        </Button>
      </EmptyState.Actions>
    </EmptyState>
  );
}
