import { type ComponentType, lazy, type LazyExoticComponent } from 'react';
import { texts } from '../../texts/index.js';

export interface SettingsTab {
  /** Its part of the address: /settings/<name>. */
  name: string;
  label: string;
  /** Left out for practitioners, to whom the API does not show it. */
  leading?: boolean;
  /** For owners alone. */
  owning?: boolean;
  Content: LazyExoticComponent<ComponentType>;
}

const words = texts.settings;

/** Loads a tab when it is first opened. */
function tab<Name extends string>(
  load: () => Promise<Record<Name, ComponentType>>,
  name: Name,
): LazyExoticComponent<ComponentType> {
  return lazy(async () => ({ default: (await load())[name] }));
}

/** Every tab of the settings, in their order. */
const TABS: SettingsTab[] = [
  { name: 'members', label: words.members, Content: tab(() => import('./MembersTab.js'), 'MembersTab') },
  { name: 'contacts', label: words.contacts, Content: tab(() => import('./ContactsTab.js'), 'ContactsTab') },
  { name: 'workspace', label: words.workspace.title, Content: tab(() => import('./WorkspaceTab.js'), 'WorkspaceTab') },
  { name: 'templates', label: words.templates.title, Content: tab(() => import('./TemplatesTab.js'), 'TemplatesTab') },
  {
    name: 'intake',
    label: words.publicIntake.title,
    Content: tab(() => import('./PublicIntakeTab.js'), 'PublicIntakeTab'),
    leading: true,
  },
  { name: 'tokens', label: words.tokens, Content: tab(() => import('./TokensTab.js'), 'TokensTab'), leading: true },
  {
    name: 'single-sign-on',
    label: words.singleSignOn.title,
    Content: tab(() => import('./SingleSignOnTab.js'), 'SingleSignOnTab'),
    owning: true,
  },
  {
    name: 'webhooks',
    label: words.webhooks,
    Content: tab(() => import('./WebhooksTab.js'), 'WebhooksTab'),
    leading: true,
  },
  {
    name: 'deliveries',
    label: words.deliveries.title,
    Content: tab(() => import('./DeliveriesTab.js'), 'DeliveriesTab'),
    leading: true,
  },
  { name: 'notices', label: words.notices.title, Content: tab(() => import('./NoticesTab.js'), 'NoticesTab') },
  { name: 'data', label: words.data.title, Content: tab(() => import('./DataTab.js'), 'DataTab'), leading: true },
  { name: 'audit', label: words.audit.title, Content: tab(() => import('./AuditTab.js'), 'AuditTab'), leading: true },
];

/** The tabs that somebody of this role sees. */
export function settingsTabs(role: string): SettingsTab[] {
  const leads = role === 'OWNER' || role === 'PARTNER';
  return TABS.filter(({ leading, owning }) => (owning ? role === 'OWNER' : !leading || leads));
}
