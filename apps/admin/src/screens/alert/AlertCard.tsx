import { Button, Collapse, Group, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { showMoment } from '../../format/days.js';
import { type FragmentOf, graphql, readFragment, type ResultOf } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { Hat } from '../../parts/Hat.js';
import { Severity } from '../../parts/Marks.js';
import { Refusals } from '../../parts/Refusals.js';
import { texts } from '../../texts/index.js';
import { AlertDetails } from './AlertDetails.js';
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
    previousAlert {
      id
      openedAt
    }
    escalations {
      level
      at
      told {
        name
      }
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

export type Alert = ResultOf<typeof AlertFragment>;

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
        <Text size="sm" c="dimmed" ms="auto" component="span">
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
        <AlertDetails alert={alert} />
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
