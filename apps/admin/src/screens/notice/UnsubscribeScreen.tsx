import { Button, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { PublicFrame } from '../../app/PublicFrame.js';
import { texts } from '../../texts/index.js';

type State = 'asked' | 'busy' | 'stopped' | 'unknown' | 'offline';

/** Behind the link at the foot of an email: stops them, once somebody says so. Nobody has to sign in. */
export default function UnsubscribeScreen(): ReactNode {
  const [state, setState] = useState<State>('asked');
  const words = texts.unsubscribe;

  const stop = async (): Promise<void> => {
    setState('busy');
    try {
      const { ok } = await fetch(window.location.pathname, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'List-Unsubscribe=One-Click',
      });
      setState(ok ? 'stopped' : 'unknown');
    } catch {
      setState('offline');
    }
  };

  return (
    <PublicFrame>
      <title>{`${words.title} · ${texts.product}`}</title>
      <Stack maw={560} mx="auto" align="flex-start">
        <Title order={1} size="h2">
          {words.title}
        </Title>
        <Text role="status">{words[state === 'busy' ? 'asked' : state]}</Text>
        {(state === 'asked' || state === 'busy' || state === 'offline') && (
          <Button loading={state === 'busy'} onClick={() => void stop()}>
            {words.stop}
          </Button>
        )}
      </Stack>
    </PublicFrame>
  );
}
