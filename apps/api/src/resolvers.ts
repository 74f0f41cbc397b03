import { AccountResolver } from './account/account.resolver.js';
import { AlertResolver } from './alert/alert.resolver.js';
import { AuditEntryConnectionResolver, AuditResolver } from './audit/audit.resolver.js';
import { CharterResolver } from './charter/charter.resolver.js';
import { ClientContactResolver } from './client/contact.resolver.js';
import { ClientResolver } from './client/client.resolver.js';
import { DecisionResolver } from './decision/decision.resolver.js';
import { ArtifactPackResolver, EngagementExportsResolver } from './deliverable/artifact-pack.resolver.js';
import { DeliverableResolver } from './deliverable/deliverable.resolver.js';
import { DraftResolver } from './deliverable/draft.resolver.js';
import { HistoryResolver } from './deliverable/history.resolver.js';
import { TemplateResolver } from './deliverable/template.resolver.js';
import { EngagementResolver } from './engagement/engagement.resolver.js';
import { HatAssignmentResolver } from './engagement/hat-assignment.resolver.js';
import { LifecycleResolver } from './engagement/lifecycle.resolver.js';
import { PortfolioConnectionResolver, PortfolioResolver } from './engagement/portfolio.resolver.js';
import { IntakeResolver } from './intake/intake.resolver.js';
import { PublicIntakeResolver } from './intake/public-intake.resolver.js';
import { ShareLinkResolver } from './intake/share-link.resolver.js';
import { DataResolver } from './data/data.resolver.js';
import { InvitationResolver } from './invitation/invitation.resolver.js';
import { ApiTokenResolver } from './member/api-token.resolver.js';
import { AttestationResolver } from './member/attestation.resolver.js';
import { MemberResolver } from './member/member.resolver.js';
import { ViewerResolver } from './member/viewer.resolver.js';
import { NoticeResolver } from './notice/notice.resolver.js';
import { PreferencesResolver } from './notice/preferences.resolver.js';
import { SearchResolver } from './search/search.resolver.js';
import { SingleSignOnResolver } from './sso/single-sign-on.resolver.js';
import { DeliveryResolver } from './webhook/delivery.resolver.js';
import { WebhookResolver } from './webhook/webhook.resolver.js';
import { WorkspaceResolver } from './workspace/workspace.resolver.js';

/** Every resolver of the published schema. */
export const RESOLVERS = [
  AccountResolver,
  AlertResolver,
  ApiTokenResolver,
  ArtifactPackResolver,
  EngagementExportsResolver,
  AttestationResolver,
  AuditEntryConnectionResolver,
  AuditResolver,
  CharterResolver,
  ClientContactResolver,
  ClientResolver,
  DataResolver,
  DecisionResolver,
  DeliverableResolver,
  DeliveryResolver,
  DraftResolver,
  EngagementResolver,
  HatAssignmentResolver,
  HistoryResolver,
  IntakeResolver,
  InvitationResolver,
  LifecycleResolver,
  MemberResolver,
  NoticeResolver,
  PortfolioConnectionResolver,
  PortfolioResolver,
  PreferencesResolver,
  PublicIntakeResolver,
  SearchResolver,
  ShareLinkResolver,
  SingleSignOnResolver,
  TemplateResolver,
  ViewerResolver,
  WebhookResolver,
  WorkspaceResolver,
];
