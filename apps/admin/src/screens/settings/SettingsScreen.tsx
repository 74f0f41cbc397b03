import { Tabs } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type ReactNode, Suspense } from 'react';
import { Navigate, useNavigate, useParams, useSearchParams } from 'react-router';
import { useViewer } from '../../app/session.js';
import { Page } from '../../parts/Page.js';
import { Waiting } from '../../parts/States.js';
import { texts } from '../../texts/index.js';
import classes from './Settings.module.css';
import { settingsTabs } from './tabs.js';

/** On a phone the names scroll sideways: the one that is shown stands in the middle of them. */
const seen = (tab: HTMLButtonElement | null): void => tab?.scrollIntoView({ inline: 'center', block: 'nearest' });

export default function SettingsScreen(): ReactNode {
  const shown = settingsTabs(useViewer().role);
  const { tab } = useParams();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const wide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false });
  const current = shown.find(({ name }) => name === tab);
  // Links of before: /settings?tab=<name>.
  if (!current) return <Navigate replace to={`/settings/${search.get('tab') ?? shown[0]?.name ?? ''}`} />;
  return (
    <Page title={texts.settings.title} tab={current.label} place="/settings">
      <Tabs
        value={current.name}
        onChange={(name) => void navigate(`/settings/${name ?? ''}`, { replace: true })}
        orientation={wide ? 'vertical' : 'horizontal'}
        keepMounted={false}
      >
        <Tabs.List className={classes['list'] ?? ''} aria-label={texts.settings.title}>
          {shown.map(({ name, label }) => (
            <Tabs.Tab
              // Mounted anew where the window got narrow or wide, and so brought into view.
              key={`${name} ${wide}`}
              value={name}
              ref={name === current.name ? seen : undefined}
              classNames={{ tabLabel: classes['name'] ?? '' }}
            >
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {shown.map(({ name, Content }) => (
          <Tabs.Panel key={name} value={name} className={classes['panel'] ?? ''}>
            <Suspense fallback={<Waiting shape="lines" />}>
              <Content />
            </Suspense>
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
}
