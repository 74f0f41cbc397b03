import { decidePassword, SIGN_IN_LIMITS } from '@bicorne/domain';
import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api';
import type pg from 'pg';
import { askForLetter } from '../letter/letters.js';
import { knownOf } from '../places.js';
import { COUNTED_HEADER } from '../sign-in-address.js';
import type { Counted, Throttle } from '../throttle.js';
import { useOf, type Use } from './endpoints.js';
import { accountMark, readDevice, writeDevice, type KnownDevice } from './known-device.js';

const DEVICE_COOKIE = 'device';
const DEVICE_SECONDS = 180 * 24 * 3_600;
/** A code of an authenticator is good for 30 seconds on either side of its own. */
const CODE_SECONDS = 120;

const NO_EMAIL = 'This Bicorne has no mail server (SMTP_URL), so that no link can be sent: ask who runs it.';

type Context = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

export interface GuardOptions {
  pool: pg.Pool;
  throttle: Throttle;
  secret: string;
  /** Whether there is a mail server, by which letters leave. */
  sendsLetters: boolean;
}

/** What was counted of a request, to take it back where it was no guess. */
const countedOf = new WeakMap<Request, readonly Counted[]>();

/**
 * What stands before and after every request to the sign-in: only the ways that are open, each try counted, letters left
 * to the worker, new passwords looked at. What the server asks by itself is let through.
 */
export function guardOf(options: GuardOptions) {
  return {
    before: createAuthMiddleware(async (ctx) => {
      const { request } = ctx;
      if (!request) return undefined;
      const use = useOf(request.method, ctx.path);
      if (use === null) throw new APIError('NOT_FOUND', { code: 'NOT_FOUND', message: 'There is nothing here.' });
      const counted = await countedFor(use, ctx, options);
      countedOf.set(request, counted.takenBack);
      await take(options.throttle, counted.all);
      if (use === 'CODE') await refuseUsedCode(ctx, options);
      if (use === 'OWN' || use === 'CODE') await refuseBound(ctx);
      await lookAtNewPassword(ctx, options.pool);
      if (use !== 'LETTER') return undefined;
      // The same for every address: it tells of this Bicorne, and of no account.
      if (!options.sendsLetters) throw new APIError('NOT_IMPLEMENTED', { code: 'NO_EMAIL', message: NO_EMAIL });
      const email = emailOf(ctx);
      if (email === null)
        throw new APIError('BAD_REQUEST', { code: 'INVALID_EMAIL', message: 'Send an email address.' });
      await askForLetter(options.pool, ctx.path === '/sign-in/magic-link' ? 'MAGIC_LINK' : 'RESET', email);
      return ctx.json({ status: true });
    }),
    after: createAuthMiddleware(async (ctx) => {
      const { request } = ctx;
      const signedIn = ctx.context.newSession;
      if (!request || !signedIn) return;
      await options.throttle.giveBack(countedOf.get(request) ?? []);
      // With a second factor the password alone makes no device known.
      if (ctx.path === '/sign-in/email' && signedIn.user['twoFactorEnabled'] === true) return;
      const device = await deviceOf(ctx);
      const cookie = ctx.context.createAuthCookie(DEVICE_COOKIE, { maxAge: DEVICE_SECONDS });
      const mark = accountMark(options.secret, signedIn.user.email);
      await ctx.setSignedCookie(cookie.name, writeDevice(device, mark), ctx.context.secret, cookie.attributes);
    }),
  };
}

interface CountedFor {
  all: readonly Counted[];
  /** Those that a success takes back. */
  takenBack: readonly Counted[];
}

async function countedFor(use: Use, ctx: Context, { secret }: GuardOptions): Promise<CountedFor> {
  const from = ctx.headers?.get(COUNTED_HEADER) ?? '';
  const address = from === '' ? [] : [{ key: `address:${from}`, limit: SIGN_IN_LIMITS.address }];
  const onlyAddress = { all: address, takenBack: [] };
  switch (use) {
    case 'FREE':
      return { all: [], takenBack: [] };
    case 'LINK':
      return onlyAddress;
    case 'LETTER': {
      const email = emailOf(ctx);
      return email === null
        ? onlyAddress
        : { all: [...address, { key: `letters:${email}`, limit: SIGN_IN_LIMITS.letters }], takenBack: [] };
    }
    case 'OWN': {
      const session = await getSessionFromCtx(ctx);
      const own = session ? [{ key: `own:${session.user.id}`, limit: SIGN_IN_LIMITS.ownAccount }] : [];
      return { all: [...address, ...own], takenBack: own };
    }
    case 'PASSWORD': {
      const email = emailOf(ctx);
      if (email === null) return onlyAddress;
      const device = await deviceOf(ctx);
      const mine = countedOfAccount('password', email, accountMark(secret, email), device, from);
      return { all: [...address, ...mine], takenBack: mine };
    }
    case 'CODE': {
      const person = await challenged(ctx);
      if (person === null) return onlyAddress;
      const device = await deviceOf(ctx);
      const mine = countedOfAccount('code', person.email, accountMark(secret, person.email), device, from);
      return { all: [...address, ...mine], takenBack: mine };
    }
    default:
      return use satisfies never;
  }
}

/**
 * A device that is known for the account counts by itself. From elsewhere one address counts, and all of them together: so
 * a stranger shuts out their own address, and many strangers those who come from new devices, never the owner for good.
 */
function countedOfAccount(
  what: string,
  email: string,
  mark: string,
  device: KnownDevice | null,
  from: string,
): readonly Counted[] {
  if (device?.accounts.includes(mark))
    return [{ key: `${what}:device:${device.id}:${mark}`, limit: SIGN_IN_LIMITS.knownDevice }];
  return [
    { key: `${what}:from:${from}:${email}`, limit: SIGN_IN_LIMITS.accountFromAddress },
    { key: `${what}:account:${email}`, limit: SIGN_IN_LIMITS.account },
  ];
}

async function take(throttle: Throttle, counted: readonly Counted[]): Promise<void> {
  const wait = await throttle.take(counted);
  if (wait === null) return;
  throw new APIError(
    'TOO_MANY_REQUESTS',
    { code: 'RATE_LIMITED', message: 'Too many tries; wait a moment.' },
    { 'retry-after': String(wait) },
  );
}

/** An authenticator's code is used once: who looked over a shoulder comes too late. */
async function refuseUsedCode(ctx: Context, { throttle }: GuardOptions): Promise<void> {
  const person = await challenged(ctx);
  const code: unknown = bodyOf(ctx)['code'];
  if (person === null || typeof code !== 'string' || ctx.path !== '/two-factor/verify-totp') return;
  const used = await throttle.take([
    { key: `used:${person.id}:${code}`, limit: { most: 1, windowSeconds: CODE_SECONDS } },
  ]);
  if (used !== null)
    throw new APIError('UNAUTHORIZED', {
      code: 'INVALID_CODE',
      message: 'Wait for the next code of the authenticator.',
    });
}

/** A workspace's provider vouches for that workspace alone: what it signed in does not change the person's account. */
async function refuseBound(ctx: Context): Promise<void> {
  const session = await getSessionFromCtx(ctx);
  if (typeof session?.session['boundTo'] !== 'string') return;
  throw new APIError('FORBIDDEN', {
    code: 'SIGNED_IN_ELSEWHERE',
    message: 'You signed in with the single sign-on of a workspace: sign in with your password to change your account.',
  });
}

async function lookAtNewPassword(ctx: Context, pool: pg.Pool): Promise<void> {
  const password: unknown = bodyOf(ctx)['newPassword'];
  if (typeof password !== 'string') return;
  const userId = ctx.path === '/reset-password' ? await userOfReset(ctx) : (await getSessionFromCtx(ctx))?.user.id;
  // Without a person there is nothing to set: better-auth refuses the link, or the session.
  if (userId === undefined) return;
  const decision = decidePassword(password, await knownOf(pool, userId));
  if (decision.ok) return;
  const [refusal] = decision.refusals;
  throw new APIError('BAD_REQUEST', { code: 'WEAK_PASSWORD', message: refusal?.message ?? '' });
}

async function userOfReset(ctx: Context): Promise<string | undefined> {
  const token: unknown = bodyOf(ctx)['token'];
  if (typeof token !== 'string') return undefined;
  return (await ctx.context.internalAdapter.findVerificationValue(`reset-password:${token}`))?.value;
}

/** Who has shown the password and is asked for the second factor, or who is signed in and sets one up. */
async function challenged(ctx: Context): Promise<{ id: string; email: string } | null> {
  const session = await getSessionFromCtx(ctx);
  if (session) return session.user;
  const cookie = ctx.context.createAuthCookie('two_factor');
  const challenge = await ctx.getSignedCookie(cookie.name, ctx.context.secret);
  if (!challenge) return null;
  const kept = await ctx.context.internalAdapter.findVerificationValue(challenge);
  return kept ? ((await ctx.context.internalAdapter.findUserById(kept.value)) ?? null) : null;
}

async function deviceOf(ctx: Context): Promise<KnownDevice | null> {
  return readDevice(await ctx.getSignedCookie(ctx.context.createAuthCookie(DEVICE_COOKIE).name, ctx.context.secret));
}

function bodyOf(ctx: Context): Record<string, unknown> {
  const body: unknown = ctx.body;
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
}

const EMAIL_LENGTH = 254;

function emailOf(ctx: Context): string | null {
  const { email } = bodyOf(ctx);
  if (typeof email !== 'string' || email.length > EMAIL_LENGTH || !/^[^\s@]+@[^\s@]+$/.test(email)) return null;
  return email.trim().toLowerCase();
}
