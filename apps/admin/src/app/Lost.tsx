import { Button, EmptyState, Title } from '@mantine/core';
import { type ReactNode, use } from 'react';
import { Link } from 'react-router';
import { NoteIcon } from '../parts/icons.js';
import { InPage } from '../parts/in-page.js';
import { texts } from '../texts/index.js';

interface LostProps {
  title: string;
  message: string;
  reload?: boolean;
  /** For people who have no first page here. */
  away?: boolean;
}

function Lost({ title, message, reload = false, away = false }: LostProps): ReactNode {
  const inPage = use(InPage);
  return (
    <EmptyState
      py="xl"
      role="alert"
      icon={<NoteIcon />}
      title={
        <Title order={inPage ? 2 : 1} size="h3">
          {title}
        </Title>
      }
      description={message}
    >
      {!inPage && <title>{`${title} · ${texts.product}`}</title>}
      {!away && (
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
      )}
    </EmptyState>
  );
}

export const NotFound = (): ReactNode => <Lost {...texts.failures.notFound} />;
export const NotForYou = (): ReactNode => <Lost {...texts.failures.forbidden} />;
/** A link to a written read that expired, was revoked or never was. */
export const SharedReadGone = (): ReactNode => <Lost {...texts.failures.linkGone} away />;
/** A screen that failed to load or to draw: most often the server was upgraded under an open tab. */
export const Broken = (): ReactNode => <Lost {...texts.failures.broken} reload />;
