import { type ComponentType, lazy } from 'react';
import type { AnyVariables, DocumentInput, OperationContext } from 'urql';
import { texts } from '../texts/index.js';
import { clientHomeAhead } from './client-home/client-home-query.js';
import ClientHomeScreen from './client-home/ClientHomeScreen.js';
import { portfolioAhead } from './portfolio/portfolio-query.js';
import PortfolioScreen from './portfolio/PortfolioScreen.js';

/** `anyone` is not signed in yet; `everyone` is every signed-in person, of the consultancy or of a client. */
export type Audience = 'anyone' | 'everyone' | 'members' | 'contacts';

export interface Screen {
  path: string;
  audience: Audience;
  /** Its word in the navigation; left out where a screen is reached from another. */
  place?: string;
  Component: ComponentType;
  /** What it will ask for at an address, to be asked while it is still unknown who is signed in. */
  ahead?: (address: URLSearchParams) => Ahead;
}

export interface Ahead {
  query: DocumentInput<unknown, AnyVariables>;
  variables: AnyVariables;
  context?: Partial<OperationContext>;
}

/** The address of a screen without what may be left out of it. */
export const addressOf = ({ path }: Screen): string => path.replace(/\/:\w+\?$/, '');

/** Every screen of the app, each loaded when it is first opened; the two that people land on come with the app. */
export const screens: Screen[] = [
  { path: '/sign-in', audience: 'anyone', Component: lazy(() => import('./sign-in/SignInScreen.js')) },
  { path: '/sign-in/link', audience: 'anyone', Component: lazy(() => import('./sign-in/LinkScreen.js')) },
  {
    path: '/sign-in/new-password',
    audience: 'anyone',
    Component: lazy(() => import('./sign-in/NewPasswordScreen.js')),
  },
  { path: '/invitation', audience: 'anyone', Component: lazy(() => import('./sign-in/InvitationScreen.js')) },
  { path: '/intake/:workspace', audience: 'anyone', Component: lazy(() => import('./intake/PublicIntakeScreen.js')) },
  {
    path: '/unsubscribe/:token',
    audience: 'anyone',
    Component: lazy(() => import('./notice/UnsubscribeScreen.js')),
  },
  { path: '/r/:secret', audience: 'anyone', Component: lazy(() => import('./intake/SharedReadScreen.js')) },
  {
    path: '/portfolio',
    audience: 'members',
    place: texts.portfolio.title,
    Component: PortfolioScreen,
    ahead: portfolioAhead,
  },
  {
    path: '/home',
    audience: 'contacts',
    place: texts.clientHome.place,
    Component: ClientHomeScreen,
    ahead: clientHomeAhead,
  },
  { path: '/clients/new', audience: 'members', Component: lazy(() => import('./client/NewClientScreen.js')) },
  { path: '/clients/:clientId', audience: 'members', Component: lazy(() => import('./client/ClientScreen.js')) },
  { path: '/clients/:clientId/intake', audience: 'members', Component: lazy(() => import('./intake/IntakeScreen.js')) },
  {
    path: '/clients/:clientId/engagement/new',
    audience: 'members',
    Component: lazy(() => import('./engagement-draft/EngagementDraftScreen.js')),
  },
  {
    path: '/engagements/:engagementId',
    audience: 'members',
    Component: lazy(() => import('./engagement/EngagementScreen.js')),
  },
  {
    path: '/engagements/:engagementId/terms',
    audience: 'everyone',
    Component: lazy(() => import('./engagement-terms/TermsScreen.js')),
  },
  {
    path: '/engagements/:engagementId/charter',
    audience: 'everyone',
    Component: lazy(() => import('./charter/CharterScreen.js')),
  },
  {
    path: '/engagements/:engagementId/decisions',
    audience: 'everyone',
    Component: lazy(() => import('./decision/DecisionsScreen.js')),
  },
  {
    path: '/deliverables/:deliverableId',
    audience: 'everyone',
    Component: lazy(() => import('./deliverable/DeliverableScreen.js')),
  },
  {
    path: '/alerts',
    audience: 'members',
    place: texts.alerts.title,
    Component: lazy(() => import('./alert/AlertsScreen.js')),
  },
  {
    path: '/decisions',
    audience: 'everyone',
    place: texts.revisit.place,
    Component: lazy(() => import('./decision/RevisitScreen.js')),
  },
  { path: '/notices', audience: 'everyone', Component: lazy(() => import('./notice/NoticesScreen.js')) },
  {
    path: '/notices/preferences',
    audience: 'everyone',
    Component: lazy(() => import('./notice/NoticePreferencesScreen.js')),
  },
  { path: '/account', audience: 'everyone', Component: lazy(() => import('./account/AccountScreen.js')) },
  {
    path: '/settings/:tab?',
    audience: 'members',
    place: texts.settings.title,
    Component: lazy(() => import('./settings/SettingsScreen.js')),
  },
];
