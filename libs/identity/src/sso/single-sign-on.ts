import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import * as oidc from 'openid-client';
import { z } from 'zod';
import { CALLBACK_PATH } from '../sign-in-address.js';
import { personOf } from './person.js';
import { discover, providerOf, providerOfSlug, type SingleSignOnOptions } from './provider.js';

const COOKIE = 'sso';
/** How long somebody may take at their provider. */
const FLOW_SECONDS = 600;

/** What is remembered of a flow until the person comes back; it is used once. */
const flow = z.object({
  workspaceId: z.guid(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
});

/** A path of ours and nothing else. */
const ownPath = z
  .string()
  .max(2_000)
  .regex(/^\/(?![/\\])/);

/**
 * Single sign-on by OpenID Connect, each workspace by a provider of its own: code flow with PKCE, state and nonce, bound to
 * the browser that began it. Its sessions are of that workspace alone.
 */
export function singleSignOn(options: SingleSignOnOptions, callbackUrl: string) {
  const { pool, fetch } = options;
  return {
    id: 'single-sign-on',
    endpoints: {
      startSingleSignOn: createAuthEndpoint(
        '/sso/start',
        { method: 'POST', body: z.object({ workspace: z.string().max(100), returnTo: ownPath.optional() }) },
        async (ctx) => {
          const provider = await providerOfSlug(options, ctx.body.workspace.trim().toLowerCase());
          if (!provider)
            throw new APIError('BAD_REQUEST', {
              code: 'NO_SINGLE_SIGN_ON',
              message: 'There is no single sign-on under this name.',
            });
          const configuration = await discover(provider, fetch).catch(() => {
            throw new APIError('BAD_GATEWAY', {
              code: 'PROVIDER_AWAY',
              message: 'The sign-in of this workspace does not answer; try again in a moment.',
            });
          });
          const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
          const { workspaceId } = provider;
          await ctx.context.internalAdapter.createVerificationValue({
            identifier: `sso:${state}`,
            value: JSON.stringify({ workspaceId, nonce, verifier, returnTo: ctx.body.returnTo ?? '/' }),
            expiresAt: new Date(Date.now() + FLOW_SECONDS * 1_000),
          });
          const cookie = ctx.context.createAuthCookie(COOKIE, { maxAge: FLOW_SECONDS });
          await ctx.setSignedCookie(cookie.name, state, ctx.context.secret, cookie.attributes);
          const url = oidc.buildAuthorizationUrl(configuration, {
            redirect_uri: callbackUrl,
            scope: 'openid email profile',
            state,
            nonce,
            code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
            code_challenge_method: 'S256',
          });
          return ctx.json({ url: url.href });
        },
      ),
      finishSingleSignOn: createAuthEndpoint(CALLBACK_PATH, { method: 'GET' }, async (ctx) => {
        const refuse = (): never => {
          throw ctx.redirect('/sign-in?sso=refused');
        };
        const cookie = ctx.context.createAuthCookie(COOKIE);
        const state = await ctx.getSignedCookie(cookie.name, ctx.context.secret);
        ctx.setCookie(cookie.name, '', { ...cookie.attributes, maxAge: 0 });
        if (!state || !ctx.request) return refuse();
        const kept = await ctx.context.internalAdapter.consumeVerificationValue(`sso:${state}`);
        const begun = flow.safeParse(kept && JSON.parse(kept.value));
        if (!begun.success) return refuse();
        const { workspaceId, nonce, verifier, returnTo } = begun.data;
        const provider = await providerOf(options, workspaceId);
        if (!provider) return refuse();
        const came = new URL(callbackUrl);
        came.search = new URL(ctx.request.url).search;
        const vouched = await vouchedFor(() => discover(provider, fetch), came, { state, nonce, verifier });
        const person = vouched && (await personOf(pool, { workspaceId, issuer: provider.issuer, ...vouched }));
        if (!person) return refuse();
        const user = await ctx.context.internalAdapter.findUserById(person.userId);
        if (!user) return refuse();
        const session = await ctx.context.internalAdapter.createSession(user.id, false, {
          boundTo: workspaceId,
          placeId: person.placeId,
        });
        await setSessionCookie(ctx, { session, user });
        throw ctx.redirect(returnTo);
      }),
    },
  } satisfies BetterAuthPlugin;
}

/** What the provider says of who came back; null where it says nothing that holds. */
async function vouchedFor(
  configurationOf: () => Promise<oidc.Configuration>,
  came: URL,
  { state, nonce, verifier }: { state: string; nonce: string; verifier: string },
): Promise<{ subject: string; email: string | null } | null> {
  try {
    const configuration = await configurationOf();
    const tokens = await oidc.authorizationCodeGrant(configuration, came, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) return null;
    const told =
      claims['email'] === undefined && configuration.serverMetadata().userinfo_endpoint !== undefined
        ? await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub)
        : claims;
    const email = told['email_verified'] === true && typeof told['email'] === 'string' ? told['email'] : null;
    return { subject: claims.sub, email };
  } catch {
    // Whatever is wrong with the answer of somebody else's server, nobody is signed in by it.
    return null;
  }
}
