import { CheckIcon, Group, Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { UseQueryExecute, UseQueryState } from 'urql';
import { texts } from '../texts/index.js';
import classes from './FoundSelect.module.css';

/** After so long without a letter the API is asked. */
const PAUSE_MS = 150;

export interface Chosen {
  id: string;
  name: string;
}

/** One that was found; `more` tells it from others of its name. */
export interface Found extends Chosen {
  more?: string;
}

/** What a field for one out of any number is given by whoever shows it. */
export interface ChoiceProps {
  label: string;
  /** What is meant where none is chosen. */
  placeholder: string;
  onChoose: (chosen: Chosen | null) => void;
  error?: string | undefined;
  maw?: number;
}

interface Finding {
  /** For the query that finds: it waits until somebody is in the field. */
  asked: { variables: { search: string | null }; pause: boolean };
  /** Whether the letters typed last are not asked for yet. */
  typing: boolean;
  type: (text: string) => void;
  begin: () => void;
}

/** What is searched for in a field in which this one is chosen. */
export function useFinding(chosen: Chosen | null): Finding {
  const [begun, setBegun] = useState(false);
  const [typed, type] = useState('');
  // The name that is chosen stands in the field; it is no search.
  const wanted = typed === chosen?.name ? '' : typed.trim();
  const [search] = useDebouncedValue(wanted, PAUSE_MS);
  return {
    asked: { variables: { search: search === '' ? null : search }, pause: !begun },
    typing: wanted !== search,
    type,
    begin: () => setBegun(true),
  };
}

interface FoundSelectProps extends ChoiceProps {
  chosen: Chosen | null;
  finding: Finding;
  query: [Pick<UseQueryState, 'fetching' | 'error'>, UseQueryExecute];
  /** What the query found; undefined while it has no answer. */
  found: Found[] | undefined;
  /** Said where nothing is found. */
  nothing: string;
}

/** One out of any number, found by the API by a part of its name. None is chosen where the field is emptied. */
export function FoundSelect(props: FoundSelectProps): ReactNode {
  const { chosen, onChoose, finding, query, found = [], nothing, placeholder, ...rest } = props;
  const [{ fetching, error }, again] = query;
  const waiting = finding.typing || fetching || (props.found === undefined && !error);
  // Its name stands in the field, also where it is not among those found.
  const beside = chosen && !found.some(({ id }) => id === chosen.id) ? [chosen] : [];
  const hidden = finding.asked.variables.search === null ? undefined : beside[0]?.id;
  const more = new Map(found.map((each) => [each.id, each.more]));

  return (
    <Select
      {...rest}
      placeholder={placeholder}
      classNames={{ options: classes['options'] ?? '' }}
      comboboxProps={{ withinPortal: false }}
      withScrollArea={false}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': placeholder }}
      nothingFoundMessage={waiting ? texts.loading : error ? texts.failures.offline.title : nothing}
      data={[...beside, ...found].map(({ id, name }) => ({ value: id, label: name }))}
      // The API has searched. What it found for other letters is not offered: a key pressed in haste would choose it.
      filter={({ options }) => (waiting ? [] : options.filter((each) => !('value' in each) || each.value !== hidden))}
      renderOption={({ option: { value, label }, checked }) => (
        <Group gap="xs" wrap="nowrap">
          {checked && <CheckIcon size={12} />}
          <div>
            {label}
            {more.get(value) !== undefined && (
              <Text size="xs" c="dimmed" className={classes['more'] ?? ''}>
                {more.get(value)}
              </Text>
            )}
          </div>
        </Group>
      )}
      value={chosen?.id ?? null}
      onChange={(id, option) => onChoose(id === null || option === null ? null : { id, name: option.label })}
      onSearchChange={(text) => {
        finding.type(text);
        if (text === '' && chosen && chosen.name !== '') onChoose(null);
      }}
      onDropdownOpen={() => {
        finding.begin();
        if (error) again({ requestPolicy: 'network-only' });
      }}
      onKeyDown={chooseOnly}
    />
  );
}

/** Enter in an open list chooses, and does not send the form around it. */
function chooseOnly(event: KeyboardEvent): void {
  if (event.key === 'Enter' && event.currentTarget.getAttribute('aria-expanded') === 'true') event.preventDefault();
}
