import { findProjectRoot } from '@bicorne/config';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface OidcAccount {
  email: string;
  email_verified: boolean;
}

export interface OidcServer {
  issuer: string;
  /** Adds people, by subject. */
  add(accounts: Record<string, OidcAccount>): Promise<void>;
  /**
   * Goes through the provider as a browser does, signed in there as the subject.
   *
   * @param url to which Bicorne led
   * @returns where the provider sends the browser back to
   */
  signIn(url: string, subject: string): Promise<string>;
  stop(): Promise<void>;
}

export const OIDC_CLIENT = { client_id: 'bicorne', client_secret: 'a client secret of the tests, a canary' };

/** Starts a real OpenID provider that knows Bicorne by its callback. */
export async function oidcServer(port: number, callbackUrl: string): Promise<OidcServer> {
  const child = fork(join(findProjectRoot(import.meta.url), 'test/support/oidc-provider.js'), {
    silent: true,
    execArgv: [],
  });
  const say = async (message: object): Promise<void> => {
    const ready = once(child, 'message');
    child.send(message);
    await Promise.race([
      ready,
      once(child, 'exit').then(() => {
        throw new Error('The provider did not start.');
      }),
    ]);
  };
  await say({ port, client: { ...OIDC_CLIENT, redirect_uris: [callbackUrl] }, accounts: {} });
  return {
    issuer: `http://127.0.0.1:${port}`,
    add: (accounts) => say({ accounts }),
    signIn: async (url, subject) => {
      const cookies = new Map<string, string>();
      let next = new URL(url);
      next.searchParams.set('login_hint', subject);
      for (let step = 0; step < 10; step++) {
        const response = await fetch(next, {
          redirect: 'manual',
          headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
        });
        for (const cookie of response.headers.getSetCookie()) {
          const [pair = ''] = cookie.split(';');
          cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
        }
        const location = response.headers.get('location');
        if (location === null) throw new Error(`The provider answered ${response.status}: ${await response.text()}`);
        next = new URL(location, next);
        if (next.href.startsWith(callbackUrl)) return next.href;
      }
      throw new Error('The provider leads nowhere.');
    },
    stop: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}
