import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { probe, useConnectionLost } from '../graphql/connection.js';
import { WarningIcon } from '../parts/icons.js';
import { texts } from '../texts/index.js';
import classes from './ConnectionBanner.module.css';

/** Says, as long as it is so, that the server cannot be reached, and what can be done meanwhile. */
export function ConnectionBanner(): ReactNode {
  const lost = useConnectionLost();
  const [asking, setAsking] = useState(false);
  const words = texts.connection;
  const ask = async (): Promise<void> => {
    setAsking(true);
    await probe();
    setAsking(false);
  };
  // The region is always there: assistive technology tells only what changes inside it.
  return (
    <div role="status" className={classes['banner']} data-lost={lost || undefined}>
      {lost && (
        <>
          <WarningIcon />
          <p>
            <strong>{words.lost}</strong> {words.meanwhile}
          </p>
          <Button size="compact-sm" variant="default" loading={asking} onClick={() => void ask()}>
            {words.tryNow}
          </Button>
        </>
      )}
    </div>
  );
}
