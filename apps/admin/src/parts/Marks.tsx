import type { ReactNode } from 'react';
import { texts } from '../texts/index.js';
import { CriticalIcon, NoticeIcon, WarningIcon } from './icons.js';
import classes from './Marks.module.css';

export type SeverityName = 'NOTICE' | 'WARNING' | 'CRITICAL';
export type DeliverableStateName = keyof typeof texts.deliverableStates;
export type VerdictName = keyof typeof texts.verdicts;

const severityIcons = { CRITICAL: CriticalIcon, WARNING: WarningIcon, NOTICE: NoticeIcon };

/** A severity as icon and word; the colour comes last. */
export function Severity({ severity, children }: { severity: SeverityName; children?: ReactNode }): ReactNode {
  const Icon = severityIcons[severity];
  return (
    <span className={classes['mark']} data-severity={severity}>
      <Icon />
      {children ?? texts.severities[severity]}
    </span>
  );
}

/** Where a deliverable stands; quiet, because the state alone is no finding. */
export function StateWord({ state }: { state: DeliverableStateName }): ReactNode {
  return (
    <span className={classes['state']} data-state={state}>
      {texts.deliverableStates[state]}
    </span>
  );
}

/** Late and thin, where they hold. */
export function Findings({ late, thin }: { late: boolean; thin: boolean }): ReactNode {
  return (
    <>
      {late && <Severity severity="CRITICAL">{texts.late}</Severity>}
      {thin && <Severity severity="WARNING">{texts.thin}</Severity>}
    </>
  );
}

export const isThin = (verdict: VerdictName | null): boolean => verdict === 'THIN' || verdict === 'EMPTY';
