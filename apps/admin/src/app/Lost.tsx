import { Button, EmptyState, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { NoteIcon } from '../parts/icons.js';
import { texts } from '../texts/index.js';

function Lost({ title, message, reload = false }: { title: string; message: string; reload?: boolean }): ReactNode {
  return (
    <EmptyState
      py="xl"
      role="alert"
      icon={<NoteIcon />}
      title={
        <Title order={1} size="h3">
          {title}
        </Title>
      }
      description={message}
    >
      <title>{`${title} · ${texts.product}`}</title>
      <EmptyState.Actions>
        {reload ? (
          <Button variant="default" onClick={() => window.location.reload()}>
            {texts.actions.tryAgain}
          </Button>
        ) : (
          <Button variant="default" component={Link} to="/">
            {texts.actions.toStart}
          </Button>
        )}
      </EmptyState.Actions>
    </EmptyState>
  );
}

export const NotFound = (): ReactNode => <Lost {...texts.failures.notFound} />;
export const NotForYou = (): ReactNode => <Lost {...texts.failures.forbidden} />;
/** A screen that failed to load or to draw: most often the server was upgraded under an open tab. */
export const Broken = (): ReactNode => <Lost {...texts.failures.broken} reload />;
