import { Group, Stack, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { showDepth } from '../../format/figures.js';
import { type FragmentOf, graphql, readFragment, type ResultOf } from '../../graphql/graphql.js';
import { Hat, type HatName } from '../../parts/Hat.js';
import { ProgressRing } from '../../parts/HatFigures.js';
import { Severity } from '../../parts/Marks.js';
import { texts } from '../../texts/index.js';
import classes from './Portfolio.module.css';

export const PortfolioRowFragment = graphql(`
  fragment PortfolioRow on PortfolioRow {
    client {
      id
      name
      source
    }
    engagement {
      id
      shape
      state
    }
    hats {
      hat
      practitioner {
        id
        name
      }
      depth
      progress
      lateCount
      thinCount
    }
    openAlerts {
      total
      critical
    }
    daysLeft
    attention
  }
`);

type Row = FragmentOf<typeof PortfolioRowFragment>;
type HatFigures = ResultOf<typeof PortfolioRowFragment>['hats'][number];

/** Whether the client's name contains what was searched, in any case. */
export function rowMatches(row: Row, search: string): boolean {
  const { client } = readFragment(PortfolioRowFragment, row);
  return client.name.toLocaleLowerCase().includes(search.trim().toLocaleLowerCase());
}

/** One client: who, how each hat stands, and why the row stands where it does. */
export function PortfolioRow({ row }: { row: Row }): ReactNode {
  const { client, engagement, hats, openAlerts, daysLeft, attention } = readFragment(PortfolioRowFragment, row);
  return (
    <Table.Tr role="row">
      <Table.Td role="cell" className={classes['client']}>
        <Link
          to={
            engagement
              ? `/engagements/${encodeURIComponent(engagement.id)}`
              : `/clients/${encodeURIComponent(client.id)}`
          }
        >
          {client.name}
        </Link>
        {!engagement && client.source === 'PUBLIC_INTAKE' && (
          <div style={{ marginTop: 4 }}>
            <Severity severity="NOTICE">{texts.portfolio.prospect}</Severity>
          </div>
        )}
        {engagement && (
          <Text size="xs" c="dimmed">
            {texts.shapes[engagement.shape]}
            {engagement.state !== 'ACTIVE' && ` · ${texts.engagementStates[engagement.state]}`}
          </Text>
        )}
      </Table.Td>
      <HatCell hat="CTO" figures={hats.find(({ hat }) => hat === 'CTO')} />
      <HatCell hat="CAIO" figures={hats.find(({ hat }) => hat === 'CAIO')} />
      <Table.Td role="cell" data-label={texts.portfolio.columns.alerts}>
        {openAlerts.critical > 0 ? (
          <Severity severity="CRITICAL">{texts.portfolio.alerts(openAlerts.total, openAlerts.critical)}</Severity>
        ) : openAlerts.total > 0 ? (
          <Severity severity="WARNING">{texts.portfolio.alerts(openAlerts.total, 0)}</Severity>
        ) : (
          <Text size="sm" c="dimmed" component="span">
            {texts.none}
          </Text>
        )}
      </Table.Td>
      <Table.Td role="cell" className={classes['days']} data-label={texts.portfolio.columns.daysLeft}>
        {daysLeft === null ? texts.notYet : daysLeft < 0 ? texts.portfolio.daysOver(-daysLeft) : daysLeft}
      </Table.Td>
      <Table.Td role="cell" className={classes['attention']}>
        {attention}
      </Table.Td>
    </Table.Tr>
  );
}

function HatCell({ hat, figures }: { hat: HatName; figures: HatFigures | undefined }): ReactNode {
  if (!figures) {
    return (
      <Table.Td role="cell" className={classes['absent']} aria-label={texts.portfolio.noHat}>
        {texts.notYet}
      </Table.Td>
    );
  }
  return (
    <Table.Td role="cell">
      <Group gap="sm" wrap="nowrap" align="center">
        <ProgressRing hat={hat} progress={figures.progress} />
        <Stack gap={2} miw={0}>
          <Group gap={8} wrap="nowrap">
            <Hat hat={hat} />
            <Text size="sm" className="figure">
              {texts.depth} <strong>{showDepth(figures.depth)}</strong>
            </Text>
          </Group>
          <Text size="xs" c="dimmed" truncate>
            {figures.practitioner?.name ?? texts.portfolio.nobody}
          </Text>
          {(figures.lateCount > 0 || figures.thinCount > 0) && (
            <Group gap={4}>
              {figures.lateCount > 0 && (
                <Severity severity="CRITICAL">{texts.portfolio.late(figures.lateCount)}</Severity>
              )}
              {figures.thinCount > 0 && (
                <Severity severity="WARNING">{texts.portfolio.thin(figures.thinCount)}</Severity>
              )}
            </Group>
          )}
        </Stack>
      </Group>
    </Table.Td>
  );
}
