import type {
  AlertState,
  CalendarDay,
  DeliverableContent,
  DeliverableState,
  DriftActivity,
  EngagementState,
  EscalationLevel,
  Hat,
  MemberRole,
  Quarter,
  RightHolder,
  RuleCode,
  Severity,
  Shape,
  SignalFigure,
  SignalSubject,
  StandingQuestion,
  Verdict,
} from '@bicorne/domain';

/** The facts of an engagement as the database packs them: instants are ISO texts, amounts decimal texts. */
export interface PackedFacts {
  id: string;
  state: EngagementState;
  shape: Shape;
  timeZone: string;
  startsOn: CalendarDay;
  endsOn: CalendarDay;
  startedAt: string | null;
  aiRiskOwner: string | null;
  currency: string;
  clientId: string;
  clientName: string;
  workspace: { timeZone: string; workingDays: number[]; holidays: CalendarDay[]; escalateToSponsor: boolean };
  quarters: Quarter[];
  pauses: { from: string; to: string }[];
  hats: {
    hat: Hat;
    practitionerId: string | null;
    practitionerName: string | null;
    perDecisionLimit: string | null;
    perQuarterLimit: string | null;
  }[];
  charters: {
    version: number;
    publishedAt: string;
    practitionerIds: string[];
    rights: { area: string; holder: RightHolder; holderName: string | null; note: string | null }[];
    acknowledgements: { memberId: string | null; contactKey: string; at: string }[];
  }[];
  deliverables: PackedDeliverable[];
  /** Versions of the workspace's own templates that deliverables of the engagement are written to. */
  templates: { id: string; key: string; hat: Hat; title: string; dueDay: number; weight: number; markdown: string }[];
  overlaps: { deliverableIds: [string, string]; shared: number; shingles: [number, number] }[];
  activity: { hat: Hat; kind: DriftActivity['kind']; at: string }[];
  decisions: PackedDecision[];
  standingAnswers: { question: StandingQuestion; answeredAt: string }[];
  alerts: PackedAlert[];
  people: { id: string; name: string; email: string; role: MemberRole | 'SPONSOR'; wears: Hat[] }[];
}

export interface PackedDeliverable {
  id: string;
  key: string;
  title: string;
  hat: Hat;
  state: DeliverableState;
  dueOn: CalendarDay;
  originalDueOn: CalendarDay;
  quarter: number;
  weight: number;
  depth: number | null;
  verdict: Verdict | null;
  submittedAt: string | null;
  sentBackAt: string | null;
  worstCriticalSection: { heading: string; depth: number } | null;
  thinSections: string[];
  templateId: string | null;
  content: DeliverableContent | null;
  dueDateMoves: { from: CalendarDay; to: CalendarDay; acknowledgedAt: string }[];
  submissions: { at: string; revision: number; depth: number }[];
  evidence: string[];
}

export interface PackedDecision {
  id: string;
  area: string;
  hatWorn: Hat | 'JOINT';
  title: string;
  at: string;
  decidedBy: string;
  decidedByMember: string | null;
  supersedesId: string | null;
  signOffs: { hat: Hat; at: string }[];
  approvedAt: string | null;
  spend: string | null;
  vendor: string | null;
}

export interface PackedAlert {
  id: string;
  rule: RuleCode;
  subjectKind: SignalSubject['kind'];
  subjectId: string;
  hat: Hat | null;
  state: AlertState;
  severity: Severity;
  figures: SignalFigure[];
  statement: string;
  clearsWhen: string;
  openedAt: string;
  resolvedAt: string | null;
  snoozedUntil: string | null;
  wokenAt: string | null;
  previousAlertId: string | null;
  reached: EscalationLevel[];
}
