import { Button, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useViewer } from '../../app/session.js';
import { showDay, showMoment } from '../../format/days.js';
import { showMoney } from '../../format/figures.js';
import { type FragmentOf, graphql, readFragment } from '../../graphql/graphql.js';
import { Hat, Holder } from '../../parts/Hat.js';
import { Nothing, Panel } from '../../parts/Page.js';
import { texts } from '../../texts/index.js';
import { AcknowledgeCharterButton } from '../charter/AcknowledgeCharterButton.js';
import { AcknowledgeMoveButton } from '../deliverable/AcknowledgeMoveButton.js';
import classes from './ClientHome.module.css';

export const WaitingFragment = graphql(`
  fragment Waiting on Engagement {
    id
    charter {
      id
      version
      inForce
      acknowledgedByViewer
    }
    awaiting: decisions(first: 10, filter: { awaitsApproval: true }) {
      edges {
        node {
          id
          title
          hatWorn
          spend {
            amount
            currency
          }
        }
      }
    }
    waitingHats: hats {
      hat
      deliverables {
        id
        title
        state
        pendingDueOn
        submittedAt
      }
    }
  }
`);

/** What the client owes an answer to. A sponsor can give it here; a viewer sees that it waits. */
export function WaitingPanel(props: { engagement: FragmentOf<typeof WaitingFragment> }): ReactNode {
  const { id, charter, awaiting, waitingHats } = readFragment(WaitingFragment, props.engagement);
  const { role } = useViewer();
  const sponsor = role === 'SPONSOR';
  const words = texts.clientHome;
  const deliverables = waitingHats.flatMap(({ hat, deliverables: owed }) =>
    owed.map((deliverable) => ({ ...deliverable, hat })),
  );
  const submitted = deliverables.filter(({ state }) => state === 'SUBMITTED');
  const moved = deliverables.filter(({ pendingDueOn }) => pendingDueOn !== null);
  const charterWaits = charter !== null && !charter.inForce && !charter.acknowledgedByViewer;
  const decisions = awaiting.edges.map(({ node }) => node);
  const nothing = !charterWaits && submitted.length + moved.length + decisions.length === 0;

  return (
    <Panel title={sponsor ? words.waits : words.waitsForSponsor}>
      {nothing && <Nothing>{words.nothingWaits}</Nothing>}
      <Stack component="ul" gap="sm" className={classes['waiting'] ?? ''}>
        {charterWaits && (
          <Item action={sponsor && <AcknowledgeCharterButton charterId={charter.id} />}>
            <Link to={`/engagements/${encodeURIComponent(id)}/charter`}>
              {words.acknowledgeCharter(charter.version)}
            </Link>
          </Item>
        )}
        {submitted.map((deliverable) => (
          <Item
            key={deliverable.id}
            action={
              <ReadButton
                to={`/deliverables/${encodeURIComponent(deliverable.id)}`}
                title={deliverable.title}
                answers={sponsor}
              />
            }
          >
            <Hat hat={deliverable.hat} />{' '}
            <span>
              {deliverable.submittedAt
                ? words.submittedOn(deliverable.title, showMoment(deliverable.submittedAt))
                : deliverable.title}
            </span>
          </Item>
        ))}
        {decisions.map(({ id: decisionId, title, hatWorn, spend }) => (
          <Item
            key={decisionId}
            action={
              <ReadButton to={`/engagements/${encodeURIComponent(id)}/decisions`} title={title} answers={sponsor} />
            }
          >
            <Holder holder={hatWorn} /> {spend && <span>{words.overTheLimit(title, showMoney(spend))}</span>}
          </Item>
        ))}
        {moved.map(
          (deliverable) =>
            deliverable.pendingDueOn && (
              <Item
                key={deliverable.id}
                action={
                  sponsor && <AcknowledgeMoveButton deliverableId={deliverable.id} to={deliverable.pendingDueOn} />
                }
              >
                <Hat hat={deliverable.hat} />{' '}
                <span>{words.move(deliverable.title, showDay(deliverable.pendingDueOn))}</span>
              </Item>
            ),
        )}
      </Stack>
    </Panel>
  );
}

/** To what waits; `answers` where the reader can answer it. */
function ReadButton({ to, title, answers }: { to: string; title: string; answers: boolean }): ReactNode {
  const does = answers ? texts.clientHome.acceptDeliverable : texts.deliverable.read;
  return (
    <Button variant={answers ? 'filled' : 'default'} component={Link} to={to} aria-label={`${does}: ${title}`}>
      {does}
    </Button>
  );
}

function Item({ action, children }: { action: ReactNode; children: ReactNode }): ReactNode {
  return (
    <li className={classes['item']}>
      <div className={classes['text']}>{children}</div>
      {action && <div>{action}</div>}
    </li>
  );
}
