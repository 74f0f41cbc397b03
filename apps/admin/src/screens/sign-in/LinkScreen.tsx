import { Anchor, Button, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { signInByLink, type SignInResult } from '../../app/session.js';
import { texts } from '../../texts/index.js';
import { Card } from './Card.js';
import { useLinkSecret } from './use-link-secret.js';

const words = texts.signIn.link;

/** Where the link of an email leads to. It takes a click, so that a program that looks at emails does not use it up. */
export default function LinkScreen(): ReactNode {
  const secret = useLinkSecret();
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<SignInResult>();
  const navigate = useNavigate();

  const enter = async (): Promise<void> => {
    setBusy(true);
    const came = await signInByLink(secret);
    setBusy(false);
    setResult(came);
    if (came === 'done') await navigate('/', { replace: true });
  };

  const refusal =
    result === undefined || result === 'done' || result === 'code'
      ? undefined
      : result === 'refused'
        ? words.over
        : texts.signIn.refusals[result];
  return (
    <Card title={texts.signIn.heading} refusal={refusal}>
      {result !== 'refused' && (
        <>
          <Text size="sm">{words.arrived}</Text>
          <Button loading={busy} onClick={() => void enter()}>
            {words.arrivedSubmit}
          </Button>
        </>
      )}
      <Anchor component={Link} to="/sign-in" size="sm">
        {texts.signIn.newPassword.toSignIn}
      </Anchor>
    </Card>
  );
}
