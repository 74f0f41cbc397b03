import { Stack, Table, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { showMoment } from '../../format/days.js';
import { showFigureName, showNumber } from '../../format/figures.js';
import { Nothing } from '../../parts/Page.js';
import { texts } from '../../texts/index.js';
import type { Alert } from './AlertCard.js';

/** Why an alert was raised, whom it reached, and by which way. */
export function AlertDetails({ alert }: { alert: Alert }): ReactNode {
  const words = texts.alerts;
  return (
    <Stack mt="md" gap="md">
      {alert.figures.length > 0 && (
        <div>
          <Title order={3} size="h6">
            {words.why}
          </Title>
          <Table fz="sm" verticalSpacing={4} maw={520}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th ps={0}>{words.figure}</Table.Th>
                <Table.Th ta="end">{words.value}</Table.Th>
                <Table.Th ta="end">{words.threshold}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {alert.figures.map((figure) => (
                <Table.Tr key={figure.name}>
                  <Table.Td ps={0}>{showFigureName(figure.name)}</Table.Td>
                  <Table.Td ta="end">{showNumber(figure.value)}</Table.Td>
                  <Table.Td ta="end">{showNumber(figure.threshold)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      <div>
        <Title order={3} size="h6">
          {words.sent}
        </Title>
        {alert.deliveries.length === 0 ? (
          <Nothing>{words.nobodyYet}</Nothing>
        ) : (
          <Stack gap={4} mt={4}>
            {alert.deliveries.map((delivery) => (
              <Text key={delivery.id} size="sm" style={{ overflowWrap: 'anywhere' }}>
                {words.channels[delivery.channel]}: {delivery.recipient}, {words.deliveryStates[delivery.state]}
                {delivery.sentAt && ` ${showMoment(delivery.sentAt)}`}
                {delivery.attempts > 1 && `, ${words.attempts(delivery.attempts)}`}
                {delivery.lastError && delivery.state !== 'SENT' && `: ${delivery.lastError}`}
              </Text>
            ))}
          </Stack>
        )}
      </div>
      {alert.escalations.length > 0 && (
        <div>
          <Title order={3} size="h6">
            {words.escalated}
          </Title>
          <Stack gap={4} mt={4}>
            {alert.escalations.map(({ level, at, told }) => (
              <Text key={`${level} ${at}`} size="sm">
                {words.escalation(words.levels[level], showMoment(at), told.map(({ name }) => name).join(', '))}
              </Text>
            ))}
          </Stack>
        </div>
      )}
      {alert.previousAlert && (
        <Text size="sm" c="dimmed">
          {words.before(showMoment(alert.previousAlert.openedAt))}
        </Text>
      )}
    </Stack>
  );
}
