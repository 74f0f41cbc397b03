import { Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import { texts } from '../texts/index.js';
import { InPage } from './in-page.js';
import classes from './Page.module.css';

interface PageProps {
  title: string;
  /** Which part of the page is shown, for the browser's tab. */
  tab?: string;
  /** Above the title: where this page belongs. */
  over?: ReactNode;
  /** Below the title: one line of facts. */
  facts?: ReactNode;
  actions?: ReactNode;
  /** What changes when another page of the same screen is shown; left out, the address. */
  place?: string;
  /** Reading width for pages that are mostly a form or prose. */
  narrow?: boolean;
  children: ReactNode;
}

/** A page: its name in the tab and as the heading that receives the focus, its actions, its content. */
export function Page({ title, over, facts, actions, tab, place, narrow = false, children }: PageProps): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  // After a change of page a keyboard or screen reader starts at its heading, not at the link that is gone.
  const { pathname } = useLocation();
  useEffect(() => heading.current?.focus({ preventScroll: true }), [place ?? pathname]);
  return (
    <div className={classes['page']} data-narrow={narrow || undefined}>
      <title>{[tab, title, texts.product].filter(Boolean).join(' · ')}</title>
      <Group justify="space-between" align="flex-end" mb="lg" gap="md">
        <Stack gap={4} miw={0}>
          {over && (
            <Text size="sm" c="dimmed" component="div" className={classes['over']}>
              {over}
            </Text>
          )}
          <Title order={1} size="h2" ref={heading} tabIndex={-1} className={classes['title']}>
            {title}
          </Title>
          {facts && (
            <Text size="sm" c="dimmed" component="div" className={classes['facts']}>
              {facts}
            </Text>
          )}
        </Stack>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      <InPage value>{children}</InPage>
    </div>
  );
}

interface PanelProps {
  title: ReactNode;
  /** Right of the title. */
  aside?: ReactNode;
  children: ReactNode;
}

/** One titled part of a page. */
export function Panel({ title, aside, children }: PanelProps): ReactNode {
  return (
    <section className={classes['panel']}>
      <Group justify="space-between" mb="sm" gap="xs">
        <Title order={2} size="h5">
          {title}
        </Title>
        {aside}
      </Group>
      {children}
    </section>
  );
}

/** What stands where nothing is yet. */
export function Nothing({ children }: { children: ReactNode }): ReactNode {
  return (
    <Text size="sm" c="dimmed">
      {children}
    </Text>
  );
}
