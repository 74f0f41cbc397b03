import { Alert, List } from '@mantine/core';
import type { ReactNode } from 'react';
import type { UserError } from '../graphql/use-action.js';
import { texts } from '../texts/index.js';
import { WarningIcon } from './icons.js';

/** What the API refused and does not belong to a field that is shown; nothing when there is nothing. */
export function Refusals({ of, except = [] }: { of: UserError[]; except?: string[] }): ReactNode {
  const left = of.filter((refusal) => refusal.field === null || !except.includes(refusal.field));
  if (left.length === 0) return null;
  return (
    <Alert role="alert" variant="default" icon={<WarningIcon />} title={texts.refused}>
      <List size="sm">
        {left.map((refusal) => (
          <List.Item key={`${refusal.code} ${refusal.field} ${refusal.message}`}>{refusal.message}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
