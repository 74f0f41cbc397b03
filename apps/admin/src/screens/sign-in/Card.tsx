import { Alert, Center, Group, Paper, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Mark } from '../../app/Mark.js';
import { WarningIcon } from '../../parts/icons.js';
import { texts } from '../../texts/index.js';

interface CardProps {
  title: string;
  refusal?: string | undefined;
  children: ReactNode;
}

/** The one card of a screen for people who are not signed in yet. */
export function Card({ title, refusal, children }: CardProps): ReactNode {
  return (
    <Center mih="100vh" p="md" component="main" bg="var(--ground)">
      <title>{`${title} · ${texts.product}`}</title>
      <Paper withBorder radius="md" p="xl" w={400} maw="100%">
        <Stack>
          <Group gap="sm" wrap="nowrap">
            <Mark size={36} />
            <Title order={1} size="h3">
              {title}
            </Title>
          </Group>
          {refusal !== undefined && (
            <Alert role="alert" variant="default" icon={<WarningIcon />}>
              {refusal}
            </Alert>
          )}
          {children}
        </Stack>
      </Paper>
    </Center>
  );
}
