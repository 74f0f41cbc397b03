import { Button, Collapse, Group, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type ReactNode, useId } from 'react';
import { useViewer } from '../../app/session.js';
import { showDay, showMoment } from '../../format/days.js';
import { showArea, showMoney } from '../../format/figures.js';
import { type FragmentOf, graphql, readFragment, type ResultOf } from '../../graphql/graphql.js';
import { Holder } from '../../parts/Hat.js';
import { Severity } from '../../parts/Marks.js';
import { texts } from '../../texts/index.js';
import { ApproveForm, SignOffForm } from './AnswerDecision.js';
import classes from './Decision.module.css';

export const DecisionFragment = graphql(`
  fragment DecisionDetail on Decision {
    id
    area
    hatWorn
    title
    decision
    rationale
    options
    decidedAt
    decidedBy {
      name
    }
    spend {
      amount
      currency
    }
    vendor
    revisitOn
    inForce
    approvalNeeded
    approval {
      at
      reason
      by {
        name
      }
    }
    signOffs {
      hat
      reason
      at
      by {
        name
      }
    }
    supersedes {
      id
      title
    }
    supersededBy {
      id
      title
    }
    signals {
      rule
      severity
      statement
    }
  }
`);

/** One decision: in a line who took it under which hat, and, opened, what it says and who agreed. */
export function DecisionCard(props: { decision: FragmentOf<typeof DecisionFragment> }): ReactNode {
  const decision = readFragment(DecisionFragment, props.decision);
  const { role } = useViewer();
  // What waits for the reader's own answer is open.
  const waits = role === 'SPONSOR' && decision.approvalNeeded && !decision.approval;
  const [opened, { toggle }] = useDisclosure(waits);
  const heading = useId();
  const words = texts.decisions;
  const { area, hatWorn, title, spend, vendor, signals, supersededBy, inForce } = decision;
  return (
    <article className={classes['card']} aria-labelledby={heading} data-over={!inForce || undefined}>
      <Group justify="space-between" align="flex-start" gap="xs" wrap="nowrap">
        <div className={classes['said']}>
          <Title order={2} size="h6" id={heading} dir="auto">
            {title}
          </Title>
          <Text size="xs" c="dimmed">
            {showArea(area)} · {words.by(decision.decidedBy.name, showMoment(decision.decidedAt))}
          </Text>
        </div>
        <div className={classes['figures']}>
          <Holder holder={hatWorn} />
          {spend && <span className="figure">{[showMoney(spend), vendor].filter(Boolean).join(' · ')}</span>}
        </div>
      </Group>
      <Stack gap={4} mt={4} fz="sm">
        {supersededBy && <span>{words.superseded(supersededBy.title)}</span>}
        {decision.approvalNeeded && !decision.approval && (
          <Severity severity="WARNING">{words.approvalNeeded}</Severity>
        )}
        {signals.map((signal) => (
          <div key={`${signal.rule} ${signal.statement}`}>
            <Severity severity={signal.severity}>{texts.rules[signal.rule]}</Severity> {signal.statement}
          </div>
        ))}
      </Stack>
      <Button size="compact-xs" variant="subtle" px={0} mt={6} onClick={toggle} aria-expanded={opened}>
        {words.details}
      </Button>
      <Collapse expanded={opened} keepMounted={false}>
        <Details decision={decision} />
      </Collapse>
    </article>
  );
}

type Detail = ResultOf<typeof DecisionFragment>;

function Details({ decision }: { decision: Detail }): ReactNode {
  const { role } = useViewer();
  const words = texts.decisions;
  const { id, rationale, options, revisitOn, supersedes, signOffs, approval } = decision;
  const unsigned = (['CTO', 'CAIO'] as const).filter((hat) => signOffs.every((signOff) => signOff.hat !== hat));
  const contact = role === 'SPONSOR' || role === 'VIEWER';
  return (
    <Stack gap="xs" mt="xs" fz="sm" className={classes['details'] ?? ''}>
      <p dir="auto">{decision.decision}</p>
      <p dir="auto">
        <strong>{words.rationale}</strong> {rationale}
      </p>
      {options.length > 0 && (
        <div>
          <strong>{words.optionsWere}</strong>
          <ul>
            {options.map((option) => (
              <li key={option} dir="auto">
                {option}
              </li>
            ))}
          </ul>
        </div>
      )}
      {revisitOn && <span>{words.revisit(showDay(revisitOn))}</span>}
      {supersedes && <span>{words.supersedes(supersedes.title)}</span>}
      {signOffs.map(({ hat, by, at, reason }) => (
        <span key={hat}>
          {words.signedOff(texts.hats[hat], by.name, showMoment(at))}
          <br />
          {reason}
        </span>
      ))}
      {approval && (
        <span>
          {words.approved(approval.by.name, showMoment(approval.at))}
          <br />
          {approval.reason}
        </span>
      )}
      {decision.hatWorn === 'JOINT' &&
        decision.inForce &&
        !contact &&
        unsigned.map((hat) => <SignOffForm key={hat} decisionId={id} hat={hat} />)}
      {role === 'SPONSOR' && decision.approvalNeeded && !approval && <ApproveForm decisionId={id} />}
    </Stack>
  );
}
