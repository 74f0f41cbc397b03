import { fromNodeHeaders } from 'better-auth/node';
import { guardOf, type GuardOptions } from './guard/guard.js';
import { callbackUrl } from './sign-in-address.js';
import { signInOf, type SignInSettings } from './sign-in.js';
import type { SingleSignOnOptions } from './sso/provider.js';
import { singleSignOn } from './sso/single-sign-on.js';

export interface OpenSignInOptions extends GuardOptions {
  settings: SignInSettings;
  /** What single sign-on reaches providers with; left out, there is none. */
  providers?: Pick<SingleSignOnOptions, 'fetch' | 'openSecret'> | undefined;
}

/** The sign-in as requests reach it: guarded, with single sign-on. Its library is large, so that this is loaded when it is first needed. */
export function openSignIn({ pool, settings, providers, ...guard }: OpenSignInOptions) {
  const signIn = signInOf(pool, settings, {
    guard: guardOf({ pool, ...guard }),
    plugins: providers ? [singleSignOn({ pool, ...providers }, callbackUrl(settings.baseUrl))] : [],
  });
  return {
    answer: (request: Request): Promise<Response> => signIn.handler(request),
    sessionOf: (cookie: string) => signIn.api.getSession({ headers: fromNodeHeaders({ cookie }) }),
  };
}
