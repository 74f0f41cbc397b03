import { CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { type ReactNode, useRef, useState } from 'react';
import type { VariablesOf } from '../../graphql/graphql.js';
import { texts } from '../../texts/index.js';
import { parameters, type PortfolioQuery } from './portfolio-query.js';
import classes from './Portfolio.module.css';

interface PortfolioSearchProps {
  asked: VariablesOf<typeof PortfolioQuery>;
  ask: (changes: Record<string, string>) => void;
}

/** After so long without a letter the API is asked. */
const PAUSE_MS = 200;

/** Whose row, which hat, and in which order. */
export function PortfolioSearch({ asked, ask }: PortfolioSearchProps): ReactNode {
  const words = texts.portfolio;
  const field = useRef<HTMLInputElement>(null);
  const [search, setSearch] = useState(asked.filter?.search ?? '');
  const askLater = useDebouncedCallback((text: string) => ask({ [parameters.search]: text }), PAUSE_MS);
  const find = (text: string): void => {
    setSearch(text);
    askLater(text);
  };
  useHotkeys([['/', () => field.current?.focus()]]);
  return (
    <div className={classes['search']}>
      <TextInput
        ref={field}
        className={classes['find'] ?? ''}
        aria-label={words.find}
        aria-keyshortcuts="/"
        placeholder={words.findHint}
        type="search"
        value={search}
        onChange={(event) => find(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') find('');
        }}
        rightSection={search && <CloseButton aria-label={words.clearSearch} size="sm" onClick={() => find('')} />}
      />
      <NativeSelect
        aria-label={words.hat}
        value={asked.filter?.hat ?? ''}
        onChange={(event) => ask({ [parameters.hat]: event.currentTarget.value })}
        data={[
          { value: '', label: words.bothHats },
          { value: 'CTO', label: texts.hats.CTO },
          { value: 'CAIO', label: texts.hats.CAIO },
        ]}
      />
      <NativeSelect
        aria-label={words.order}
        value={asked.orderBy ?? 'ATTENTION'}
        onChange={(event) => ask({ [parameters.order]: event.currentTarget.value })}
        data={Object.entries(words.orders).map(([value, label]) => ({ value, label }))}
      />
    </div>
  );
}
