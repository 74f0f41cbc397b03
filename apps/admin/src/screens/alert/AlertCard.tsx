import { Button, Collapse, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { showMoment } from '../../format/days.js';
import { showFigureName, showNumber } from '../../format/figures.js';
import { type FragmentOf, graphql, readFragment, type ResultOf } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { Hat } from '../../parts/Hat.js';
import { Severity } from '../../parts/Marks.js';
import { Nothing } from '../../parts/Page.js';
import { Refusals } from '../../parts/Refusals.js';
import { texts } from '../../texts/index.js';
import { SnoozeForm } from './SnoozeForm.js';
import classes from './Alert.module.css';

export const AlertFragment = graphql(`
  fragment Alert on DriftAlert {
    id
    rule
    severity
    state
    hat
    openedAt
    resolvedAt
    snoozedUntil
    acknowledgedAt
    acknowledgedBy {
      name
    }
    statement
    clearsWhen
    figures {
      name
      value
      threshold
    }
    engagement {
      id
      client {
        id
        name
      }
    }
    deliverable {
      id
      title
    }
    deliveries {
      id
      channel
      recipient
      state
      attempts
      sentAt
      lastError
    }
  }
`);

const AcknowledgeDriftAlert = graphql(`
  mutation AcknowledgeDriftAlert($input: AcknowledgeDriftAlertInput!) {
    acknowledgeDriftAlert(input: $input) {
      driftAlert {
        id
        state
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

type Alert = ResultOf<typeof AlertFragment>;

/** One alert: what, why, what clears it, who was told, and what to do about it. */
export function AlertCard(props: { alert: FragmentOf<typeof AlertFragment> }): ReactNode {
  const alert = readFragment(AlertFragment, props.alert);
  const [snoozing, snooze] = useDisclosure(false);
  const [detailed, details] = useDisclosure(false);
  const acknowledge = useAction(AcknowledgeDriftAlert, ['Engagement']);
  const words = texts.alerts;
  const open = alert.state === 'OPEN' || alert.state === 'ACKNOWLEDGED';
  return (
    <article className={classes['alert']} data-severity={alert.severity} aria-label={alert.statement}>
      <Group gap="sm" fz="sm">
        <Severity severity={alert.severity} />
        <Title order={2} size="h6">
          {texts.rules[alert.rule]}
        </Title>
        {alert.hat && <Hat hat={alert.hat} />}
        <Link to={`/engagements/${encodeURIComponent(alert.engagement.id)}`}>{alert.engagement.client.name}</Link>
        {alert.deliverable && (
          <Link to={`/deliverables/${encodeURIComponent(alert.deliverable.id)}`}>{alert.deliverable.title}</Link>
        )}
        <Text size="sm" c="dimmed" ml="auto" component="span">
          {words.states[alert.state]}
        </Text>
      </Group>
      <Text mt={6}>{alert.statement}</Text>
      <Text size="sm" c="dimmed" mt={2}>
        {words.clears}: {alert.clearsWhen}
      </Text>
      <Text size="xs" c="dimmed" mt={2}>
        {history(alert)}
      </Text>
      <Group gap="xs" mt="sm">
        {alert.state === 'OPEN' && (
          <Button
            size="xs"
            variant="default"
            loading={acknowledge.busy}
            onClick={() => void acknowledge.run({ driftAlertId: alert.id })}
          >
            {words.acknowledge}
          </Button>
        )}
        {open && (
          <Button size="xs" variant="default" onClick={snooze.toggle} aria-expanded={snoozing}>
            {words.snooze}
          </Button>
        )}
        <Button size="xs" variant="subtle" onClick={details.toggle} aria-expanded={detailed}>
          {words.details}
        </Button>
      </Group>
      <Refusals of={acknowledge.refusals} />
      <Collapse expanded={snoozing} keepMounted={false}>
        <SnoozeForm driftAlertId={alert.id} done={snooze.close} />
      </Collapse>
      <Collapse expanded={detailed} keepMounted={false}>
        <Details alert={alert} />
      </Collapse>
    </article>
  );
}

function history(alert: Alert): string {
  const words = texts.alerts;
  return [
    words.opened(showMoment(alert.openedAt)),
    alert.acknowledgedBy &&
      alert.acknowledgedAt &&
      words.acknowledgedBy(alert.acknowledgedBy.name, showMoment(alert.acknowledgedAt)),
    alert.snoozedUntil && words.snoozedUntil(showMoment(alert.snoozedUntil)),
    alert.resolvedAt && words.resolved(showMoment(alert.resolvedAt)),
  ]
    .filter(Boolean)
    .join(' · ');
}

function Details({ alert }: { alert: Alert }): ReactNode {
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
                <Table.Th pl={0}>{words.figure}</Table.Th>
                <Table.Th ta="right">{words.value}</Table.Th>
                <Table.Th ta="right">{words.threshold}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {alert.figures.map((figure) => (
                <Table.Tr key={figure.name}>
                  <Table.Td pl={0}>{showFigureName(figure.name)}</Table.Td>
                  <Table.Td ta="right">{showNumber(figure.value)}</Table.Td>
                  <Table.Td ta="right">{showNumber(figure.threshold)}</Table.Td>
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
    </Stack>
  );
}
