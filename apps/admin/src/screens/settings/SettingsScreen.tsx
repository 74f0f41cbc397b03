import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { useViewer } from '../../app/session.js';
import { Page } from '../../parts/Page.js';
import { texts } from '../../texts/index.js';
import { ContactsTab } from './ContactsTab.js';
import { DataTab } from './DataTab.js';
import { DeliveriesTab } from './DeliveriesTab.js';
import { MembersTab } from './MembersTab.js';
import { NoticesTab } from './NoticesTab.js';
import { PublicIntakeTab } from './PublicIntakeTab.js';
import { SingleSignOnTab } from './SingleSignOnTab.js';
import { TokensTab } from './TokensTab.js';
import { WebhooksTab } from './WebhooksTab.js';

interface Tab {
  name: string;
  label: string;
  Content: () => ReactNode;
  /** Left out for practitioners, to whom the API does not show it. */
  leading?: boolean;
  /** For owners alone. */
  owning?: boolean;
}

const tabs: Tab[] = [
  { name: 'members', label: texts.settings.members, Content: MembersTab },
  { name: 'contacts', label: texts.settings.contacts, Content: ContactsTab },
  { name: 'intake', label: texts.settings.publicIntake.title, Content: PublicIntakeTab, leading: true },
  { name: 'tokens', label: texts.settings.tokens, Content: TokensTab, leading: true },
  { name: 'single-sign-on', label: texts.settings.singleSignOn.title, Content: SingleSignOnTab, owning: true },
  { name: 'webhooks', label: texts.settings.webhooks, Content: WebhooksTab, leading: true },
  { name: 'deliveries', label: texts.settings.deliveries.title, Content: DeliveriesTab, leading: true },
  { name: 'notices', label: texts.settings.notices.title, Content: NoticesTab },
  { name: 'data', label: texts.settings.data.title, Content: DataTab, leading: true },
];

export default function SettingsScreen(): ReactNode {
  const { role } = useViewer();
  const [search, setSearch] = useSearchParams();
  const shown = tabs.filter(({ leading, owning }) => role === 'OWNER' || (!owning && (!leading || role === 'PARTNER')));
  const current = shown.find(({ name }) => name === search.get('tab')) ?? shown[0];
  return (
    <Page title={texts.settings.title}>
      <Tabs
        value={current?.name ?? null}
        onChange={(name) => setSearch({ tab: name ?? '' }, { replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {shown.map(({ name, label }) => (
            <Tabs.Tab key={name} value={name}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {shown.map(({ name, Content }) => (
          <Tabs.Panel key={name} value={name}>
            <Content />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}
