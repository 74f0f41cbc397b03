import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import type { VariablesOf } from '../../graphql/graphql.js';
import { showNumber } from '../../format/figures.js';
import { texts } from '../../texts/index.js';
import { type Mark, parameters, type Portfolio, type PortfolioQuery } from './portfolio-query.js';
import classes from './Portfolio.module.css';

interface PortfolioMarksProps {
  asked: VariablesOf<typeof PortfolioQuery>;
  /** Undefined while they are on their way. */
  counts: Portfolio['counts'] | undefined;
  ask: (changes: Record<string, string>) => void;
}

/** What to pick rows by; every mark says how many rows it would leave, and one that would leave none is not offered. */
export function PortfolioMarks({ asked, counts, ask }: PortfolioMarksProps): ReactNode {
  const words = texts.portfolio;
  const shown = asked.filter?.mark ?? null;
  const marks = (Object.keys(words.marks) as Mark[]).map((mark) => ({
    mark,
    count: counts?.find((one) => one.mark === mark)?.count,
  }));
  return (
    <Group gap={6} mb="sm" className={classes['marks'] ?? ''} role="group" aria-label={words.show}>
      <MarkButton on={shown === null} pick={() => ask({ [parameters.mark]: '' })}>
        {words.all}
      </MarkButton>
      {marks
        .filter(({ mark, count }) => count !== 0 || mark === shown)
        .map(({ mark, count }) => (
          <MarkButton key={mark} on={mark === shown} pick={() => ask({ [parameters.mark]: mark })} count={count}>
            {words.marks[mark]}
          </MarkButton>
        ))}
    </Group>
  );
}

interface MarkButtonProps {
  on: boolean;
  pick: () => void;
  count?: number | undefined;
  children: string;
}

function MarkButton({ on, pick, count, children }: MarkButtonProps): ReactNode {
  return (
    <Button size="compact-sm" radius="xl" px={10} variant={on ? 'filled' : 'default'} aria-pressed={on} onClick={pick}>
      {children}
      {count !== undefined && <span className={classes['count']}>{showNumber(count)}</span>}
    </Button>
  );
}
