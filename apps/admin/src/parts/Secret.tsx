import { Alert, Button, Code, CopyButton, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { texts } from '../texts/index.js';

/** A secret that the API tells only once. */
export function Secret({ title, hint, value }: { title: string; hint: string; value: string }): ReactNode {
  return (
    <Alert role="status" variant="default" title={title}>
      <Text size="sm">{hint}</Text>
      <Group gap="sm" mt="xs">
        <Code fz="sm" style={{ overflowWrap: 'anywhere' }} data-secret>
          {value}
        </Code>
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy}>
              {copied ? texts.actions.copied : texts.actions.copy}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Alert>
  );
}
