import { Alert, List } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import type { UserError } from '../graphql/use-action.js';
import { texts } from '../texts/index.js';
import { WarningIcon } from './icons.js';
import classes from './Refusals.module.css';

/** What the API refused and does not belong to a field that is shown; nothing when there is nothing. */
export function Refusals({ of, except = [] }: { of: UserError[]; except?: string[] }): ReactNode {
  const left = of.filter((refusal) => refusal.field === null || !except.includes(refusal.field));
  const alert = useRef<HTMLDivElement>(null);
  const any = left.length > 0;
  // On a phone the button that was pressed may stand far below.
  useEffect(() => {
    if (any) alert.current?.scrollIntoView({ block: 'nearest' });
  }, [any]);
  if (!any) return null;
  return (
    <Alert
      ref={alert}
      className={classes['refusals'] ?? ''}
      role="alert"
      variant="default"
      icon={<WarningIcon />}
      title={texts.refused}
    >
      <List size="sm">
        {left.map((refusal) => (
          <List.Item key={`${refusal.code} ${refusal.field} ${refusal.message}`}>{refusal.message}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
