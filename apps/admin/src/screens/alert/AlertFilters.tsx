import { Button, Group, NativeSelect, Text } from '@mantine/core';
import type { ChangeEvent, ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type { VariablesOf } from '../../graphql/graphql.js';
import { ClientSelect } from '../../parts/ClientSelect.js';
import { options } from '../../parts/Form.js';
import { texts } from '../../texts/index.js';
import type { AlertsQuery } from './AlertsScreen.js';

export type Filter = NonNullable<VariablesOf<typeof AlertsQuery>['filter']>;

const NAMES = ['state', 'severity', 'hat', 'rule', 'client', 'engagement'];

/** The filter lives in the address, so that a link shows the same list. */
export function filterOf(search: URLSearchParams): Filter {
  const state = search.get('state') ?? 'OPEN_ONES';
  const known = <Words extends object>(words: Words, name: string): (keyof Words)[] | undefined => {
    const value = search.get(name);
    return value !== null && value in words ? [value as keyof Words] : undefined;
  };
  return {
    clientId: search.get('client'),
    engagementId: search.get('engagement'),
    states: state === 'OPEN_ONES' ? ['OPEN', 'ACKNOWLEDGED'] : known(texts.alerts.states, 'state'),
    severities: known(texts.severities, 'severity'),
    rules: known(texts.rules, 'rule'),
    hat: known(texts.hats, 'hat')?.[0],
  };
}

/** Which alerts are listed: by state, severity, hat, rule and client. */
export function AlertFilters(): ReactNode {
  const [search, setSearch] = useSearchParams();
  const words = texts.alerts;
  const choose = (name: string, value: string | null): void => {
    const next = new URLSearchParams(search);
    if (value === null || value === '') next.delete(name);
    else next.set(name, value);
    setSearch(next, { replace: true });
  };
  const choice = (name: string, fallback = '') => ({
    value: search.get(name) ?? fallback,
    onChange: (event: ChangeEvent<HTMLSelectElement>) => {
      const { value } = event.currentTarget;
      choose(name, value === fallback ? null : value);
    },
  });
  const all = { value: '', label: words.all };
  return (
    <>
      <Group gap="sm" mb="md" align="flex-end">
        <NativeSelect
          label={words.state}
          data={[
            { value: 'OPEN_ONES', label: words.openOnes },
            ...options(words.states),
            { value: 'ALL', label: words.all },
          ]}
          {...choice('state', 'OPEN_ONES')}
        />
        <NativeSelect label={words.severity} data={[all, ...options(texts.severities)]} {...choice('severity')} />
        <NativeSelect label={words.hat} data={[all, ...options(texts.hats)]} {...choice('hat')} />
        <NativeSelect label={words.rule} data={[all, ...options(texts.rules)]} {...choice('rule')} />
        <ClientSelect
          maw={360}
          label={words.client}
          placeholder={words.allClients}
          value={search.get('client')}
          onChoose={(client) => choose('client', client?.id ?? null)}
        />
        {NAMES.some((name) => search.has(name)) && (
          <Button variant="subtle" onClick={() => setSearch({}, { replace: true })}>
            {words.clear}
          </Button>
        )}
      </Group>
      {search.has('engagement') && (
        <Text size="sm" mb="md">
          {words.onlyEngagement}
        </Text>
      )}
    </>
  );
}
