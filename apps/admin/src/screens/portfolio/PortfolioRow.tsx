import { memo, type ReactNode } from 'react';
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
    failureModes
    firstSignal {
      severity
      hat
      statement
      clearsWhen
    }
  }
`);

type Row = FragmentOf<typeof PortfolioRowFragment>;
type HatFigures = ResultOf<typeof PortfolioRowFragment>['hats'][number];

/**
 * One client: who, how each hat stands, and why the row stands where it does. Plain cells: a page has three hundred, and
 * each of the library's is a component that resolves its styles.
 */
export const PortfolioRow = memo(function PortfolioRow({ row }: { row: Row }): ReactNode {
  const { client, engagement, hats, openAlerts, daysLeft, attention, failureModes, firstSignal } = readFragment(
    PortfolioRowFragment,
    row,
  );
  const words = texts.portfolio;
  return (
    <tr role="row">
      <td role="cell" className={classes['client']}>
        <Link
          data-client
          dir="auto"
          title={client.name}
          to={
            engagement
              ? `/engagements/${encodeURIComponent(engagement.id)}`
              : `/clients/${encodeURIComponent(client.id)}`
          }
        >
          {client.name}
        </Link>
        {!engagement && client.source === 'PUBLIC_INTAKE' && (
          <div className={classes['under']}>
            <Severity severity="NOTICE">{words.prospect}</Severity>
          </div>
        )}
        {engagement && (
          <div className={classes['under']}>
            {texts.shapes[engagement.shape]}
            {engagement.state !== 'ACTIVE' && ` · ${texts.engagementStates[engagement.state]}`}
          </div>
        )}
      </td>
      <HatCell hat="CTO" figures={hats.find(({ hat }) => hat === 'CTO')} />
      <HatCell hat="CAIO" figures={hats.find(({ hat }) => hat === 'CAIO')} />
      <td role="cell" className={classes['attention']}>
        <div>
          {failureModes.map((mode) => (
            <strong key={mode}>{texts.failureModes[mode]}. </strong>
          ))}
          {attention}
        </div>
        {firstSignal && (
          <div className={classes['first']} title={`${firstSignal.statement} ${firstSignal.clearsWhen}`}>
            {words.first} {firstSignal.statement}
          </div>
        )}
      </td>
      {engagement && openAlerts.total > 0 ? (
        <td role="cell" className={classes['alerts']} data-label={words.columns.alerts}>
          <Link
            className={classes['alertsLink'] ?? ''}
            to={`/alerts?engagement=${encodeURIComponent(engagement.id)}`}
            aria-label={words.alertsOf(openAlerts.total, openAlerts.critical, client.name)}
          >
            <Severity severity={openAlerts.critical > 0 ? 'CRITICAL' : 'WARNING'}>{openAlerts.total}</Severity>
          </Link>
        </td>
      ) : (
        <AbsentFigure />
      )}
      {daysLeft === null ? (
        <AbsentFigure />
      ) : (
        <td role="cell" className={classes['days']} data-label={words.columns.daysLeft}>
          {daysLeft}
        </td>
      )}
    </tr>
  );
});

function AbsentFigure(): ReactNode {
  return (
    <td role="cell" className={`${classes['absent']} ${classes['days']}`}>
      {texts.notYet}
    </td>
  );
}

function HatCell({ hat, figures }: { hat: HatName; figures: HatFigures | undefined }): ReactNode {
  if (!figures) {
    return (
      <td role="cell" className={classes['absent']} aria-label={texts.portfolio.noHat}>
        {texts.notYet}
      </td>
    );
  }
  return (
    <td role="cell">
      <div className={classes['hat']}>
        <ProgressRing hat={hat} progress={figures.progress} size={46} />
        <div className={classes['figures']}>
          <div className={classes['marksOf']}>
            <Hat hat={hat} />
            <span className="figure">
              {texts.depth} <strong>{showDepth(figures.depth)}</strong>
            </span>
          </div>
          <div className={classes['under']} dir="auto">
            {figures.practitioner?.name ?? texts.portfolio.nobody}
          </div>
          {(figures.lateCount > 0 || figures.thinCount > 0) && (
            <div className={classes['marksOf']}>
              {figures.lateCount > 0 && (
                <Severity severity="CRITICAL">{texts.portfolio.late(figures.lateCount)}</Severity>
              )}
              {figures.thinCount > 0 && (
                <Severity severity="WARNING">{texts.portfolio.thin(figures.thinCount)}</Severity>
              )}
            </div>
          )}
        </div>
      </div>
    </td>
  );
}
