import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Client } from 'urql';
import { createApiClient } from '../graphql/client.js';
import { getAuth, postAuth, type AuthFailure } from './auth.js';
import { graphql, type ResultOf } from '../graphql/graphql.js';

export const ViewerQuery = graphql(`
  query Viewer {
    viewer {
      id
      name
      email
      role
      workspace {
        id
        name
        timeZone
        demo
        sendsEmail
      }
      client {
        id
        name
      }
    }
  }
`);

export type Viewer = ResultOf<typeof ViewerQuery>['viewer'];

export const ViewerContext = createContext<Viewer | undefined>(undefined);

/** Who is signed in. Only below the frame, which shows nothing before it knows. */
export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error('useViewer is called outside of the signed-in frame.');
  return viewer;
}

/** Whether this person belongs to a client and not to the consultancy. */
export function isContact(viewer: Viewer): boolean {
  return viewer.role === 'SPONSOR' || viewer.role === 'VIEWER';
}

/** Whether this person owns or leads the consultancy. */
export function isLeading(viewer: Viewer): boolean {
  return viewer.role === 'OWNER' || viewer.role === 'PARTNER';
}

const signInPath = '/sign-in';

let client = createApiClient(askForSignIn);

/** For questions whose answers are not worth keeping. */
export const passingClient = createApiClient(askForSignIn, false);

const watchers = new Set<() => void>();

/** The connection of the current session. Another person's begins with an empty cache. */
export function useApiClient(): Client {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => client,
  );
}

function beginAnew(): void {
  client = createApiClient(askForSignIn);
  for (const watcher of watchers) watcher();
}

let goTo: (path: string) => void = (path) => window.location.assign(path);

/** Told once by the router, which takes the place of the page that is left, and which cannot be imported here: its screens import this file. */
export function navigateWith(navigate: (path: string) => void): void {
  goTo = navigate;
}

function askForSignIn(): void {
  const { pathname, search, hash } = window.location;
  if (pathname === signInPath) return;
  const here = pathname + search + hash;
  const query = new URLSearchParams(here === '/' ? {} : { return: here });
  if (wasSignedIn) query.set('ended', '');
  goTo(query.size === 0 ? signInPath : `${signInPath}?${query}`);
}

let wasSignedIn = false;

/** Notes that somebody is signed in: when the API says otherwise later on, the session has ended. */
export function noteSignedIn(): void {
  wasSignedIn = true;
}

/** Whether who is asked to sign in was signed in a moment ago. */
export function sessionEnded(search: URLSearchParams): boolean {
  return search.has('ended');
}

/** Where to go after signing in. Only a path of this site: another address in the link would be a trap. */
export function returnPath(search: URLSearchParams): string {
  const path = search.get('return') ?? '/';
  return /^\/(?![/\\])/.test(path) ? path : '/';
}

/** `code`: the password is right, and the authenticator's code is asked for. */
export type SignInResult = 'done' | 'code' | AuthFailure;

/** Opens a session; the cookie that comes back is out of JavaScript's reach. */
export async function signIn(email: string, password: string): Promise<SignInResult> {
  const result = await postAuth('/sign-in/email', { email, password });
  if (!result.ok) return result.why;
  if (result.body['twoFactorRedirect'] === true) return 'code';
  return opened();
}

/** The second step: a code of the authenticator, or one of the recovery codes, which have a hyphen. */
export async function signInWithCode(code: string): Promise<SignInResult> {
  const way = code.includes('-') ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp';
  const result = await postAuth(way, { code: code.trim() });
  return result.ok ? opened() : result.why;
}

/** Signs in by the secret of a link that was sent by email. */
export async function signInByLink(secret: string): Promise<SignInResult> {
  const result = await getAuth(`/magic-link/verify?token=${encodeURIComponent(secret)}`);
  return result.ok && result.body['user'] !== undefined ? opened() : result.ok ? 'refused' : result.why;
}

function opened(): 'done' {
  beginAnew();
  return 'done';
}

/** Reads everything again, as somebody who came to another place. */
export function beginElsewhere(): void {
  sessionStorage.clear();
  beginAnew();
  goTo('/');
}

/** Ends the session, and forgets what was read and drafted in it. */
export async function signOut(): Promise<boolean> {
  if (!(await postAuth('/sign-out')).ok) return false;
  sessionStorage.clear();
  wasSignedIn = false;
  beginAnew();
  goTo(signInPath);
  return true;
}
