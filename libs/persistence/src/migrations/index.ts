import { SignIn1795000000050 } from './1795000000050-sign-in.js';
import { People1795000000100 } from './1795000000100-people.js';
import { Engagements1795000000200 } from './1795000000200-engagements.js';
import { Deliverables1795000000300 } from './1795000000300-deliverables.js';
import { Alerts1795000000400 } from './1795000000400-alerts.js';
import { IdempotencyAge1795000000500 } from './1795000000500-idempotency-age.js';
import { RunningAnEngagement1795000000600 } from './1795000000600-running-an-engagement.js';
import { WorkOnDeliverables1795000000700 } from './1795000000700-work-on-deliverables.js';
import { Escalation1795000000800 } from './1795000000800-escalation.js';
import { SharingAndPublicIntake1795000000900 } from './1795000000900-sharing-and-public-intake.js';
import { Exports1795000001000 } from './1795000001000-exports.js';
import { AuditTrail1795000001100 } from './1795000001100-audit-trail.js';
import { EventsForEndpoints1795000001200 } from './1795000001200-events-for-endpoints.js';
import { WhereBytesAreNamed1795000001300 } from './1795000001300-where-bytes-are-named.js';
import { Notices1795000001400 } from './1795000001400-notices.js';
import { Channels1795000001500 } from './1795000001500-channels.js';
import { RightsInTheTrail1795000001600 } from './1795000001600-rights-in-the-trail.js';
import { InvitationsAndLetters1795000001700 } from './1795000001700-invitations-and-letters.js';
import { SessionsAndSecondFactors1795000001710 } from './1795000001710-sessions-and-second-factors.js';
import { SingleSignOn1795000001720 } from './1795000001720-single-sign-on.js';
import { SealedAddresses1795000001820 } from './1795000001820-sealed-addresses.js';
import { DataOfAWorkspace1795000001830 } from './1795000001830-data-of-a-workspace.js';
import { WaysDownForeignKeys1795000001860 } from './1795000001860-ways-down-foreign-keys.js';
import { Drafts1795000001900 } from './1795000001900-drafts.js';
import { WhichWorkspaceIsTheDemo1795000001920 } from './1795000001920-which-workspace-is-the-demo.js';
import { DeferrableForeignKeys1795000001940 } from './1795000001940-deferrable-foreign-keys.js';

/** In order; merged ones are frozen. */
export const MIGRATIONS = [
  SignIn1795000000050,
  People1795000000100,
  Engagements1795000000200,
  Deliverables1795000000300,
  Alerts1795000000400,
  IdempotencyAge1795000000500,
  RunningAnEngagement1795000000600,
  WorkOnDeliverables1795000000700,
  Escalation1795000000800,
  SharingAndPublicIntake1795000000900,
  Exports1795000001000,
  AuditTrail1795000001100,
  EventsForEndpoints1795000001200,
  WhereBytesAreNamed1795000001300,
  Notices1795000001400,
  Channels1795000001500,
  RightsInTheTrail1795000001600,
  InvitationsAndLetters1795000001700,
  SessionsAndSecondFactors1795000001710,
  SingleSignOn1795000001720,
  SealedAddresses1795000001820,
  DataOfAWorkspace1795000001830,
  WaysDownForeignKeys1795000001860,
  Drafts1795000001900,
  WhichWorkspaceIsTheDemo1795000001920,
  DeferrableForeignKeys1795000001940,
];
