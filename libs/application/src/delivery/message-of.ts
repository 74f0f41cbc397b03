import { MAX_ATTEMPTS } from '@bicorne/domain';
import {
  alertEventPayload,
  alertsUrl,
  composedPayload,
  openEndpointSecret,
  unsubscribeUrl,
  webhookEventPayload,
  type ComposedPayload,
  type Message,
} from '@bicorne/notifications';
import type { Tx } from '@bicorne/persistence';
import type { SentTo } from '../webhook/endpoint-outcome.js';
import type { DeliveryClaim } from './delivery-claim.js';

/** What stands in the way of even trying. */
export interface Unsendable {
  final: true;
  detail: string;
  /** Nothing was tried, which says nothing about the recipient. */
  ours: true;
}

/** Of the installation. */
interface Installation {
  /** Opens the signing secrets of endpoints, and signs the addresses that stop emails. */
  secret: string;
  /** Without a closing slash. */
  baseUrl: string;
}

interface Endpoint {
  id: string;
  url: string;
  secretSealed: Buffer;
  /** Of the secret before the last rotation, while it still signs. */
  previousSecretSealed: Buffer | null;
  disabledAt: Date | null;
  failingSince: Date | null;
}

/** What is to be sent, and the endpoint that it is sent to where it is one. */
export interface Sending {
  message: Message | Unsendable;
  endpoint: SentTo | null;
}

/** What is to be sent for deliveries that were claimed, in their order; one statement for all their endpoints. */
export async function messagesOf(
  tx: Tx,
  claims: readonly DeliveryClaim[],
  installation: Installation,
): Promise<Sending[]> {
  const ids = claims.flatMap(({ webhookEndpointId }) => webhookEndpointId ?? []);
  const endpoints = ids.length > 0 ? await endpointsOf(tx, [...new Set(ids)]) : new Map<string, Endpoint>();
  return claims.map((claim) => messageOf(tx, claim, endpoints.get(claim.webhookEndpointId ?? ''), installation));
}

function messageOf(tx: Tx, claim: DeliveryClaim, endpoint: Endpoint | undefined, installation: Installation): Sending {
  const nothing = (detail: string): Sending => ({ message: unsendable(detail), endpoint: null });
  // Only lost attempts, each of which ended its worker, bring it here.
  if (claim.attempt > MAX_ATTEMPTS) return nothing('No attempt came to an end.');
  if (claim.channel === 'EMAIL') return { message: emailOf(tx, claim, installation), endpoint: null };
  if (endpoint === undefined) return nothing('The endpoint was removed.');
  if (endpoint.disabledAt !== null) return nothing('The endpoint is disabled.');
  return {
    message:
      claim.channel === 'SLACK' ? slackOf(claim, endpoint, installation) : webhookOf(tx, claim, endpoint, installation),
    endpoint: { endpointId: endpoint.id, failingSince: endpoint.failingSince },
  };
}

function emailOf(tx: Tx, { id, recipient: to, payload }: DeliveryClaim, { secret, baseUrl }: Installation) {
  const composed = readComposed(payload);
  if (composed === null) return unreadable();
  const { notices, digest, timeZone, recipient } = composed;
  const { workspaceId } = tx.scope;
  return {
    id,
    channel: 'EMAIL' as const,
    to,
    notices,
    digest,
    timeZone,
    overviewUrl: recipient?.kind === 'CONTACT' ? `${baseUrl}/home` : alertsUrl(baseUrl),
    unsubscribeUrl: recipient && unsubscribeUrl(baseUrl, secret, { workspaceId, recipient }),
  };
}

function slackOf({ id, payload }: DeliveryClaim, { url }: Endpoint, { baseUrl }: Installation) {
  const composed = readComposed(payload);
  if (composed === null) return unreadable();
  const { notices, digest } = composed;
  return { id, channel: 'SLACK' as const, url, notices, digest, overviewUrl: alertsUrl(baseUrl) };
}

function webhookOf(tx: Tx, { id, payload }: DeliveryClaim, endpoint: Endpoint, { secret }: Installation) {
  const event = webhookEventPayload.safeParse(payload);
  if (!event.success) return unreadable();
  const ids = { workspaceId: tx.scope.workspaceId, endpointId: endpoint.id };
  const sealed = [endpoint.secretSealed, endpoint.previousSecretSealed].filter((one) => one !== null);
  const secrets = sealed.map((one) => openEndpointSecret(secret, one, ids)).filter((one) => one !== undefined);
  if (secrets.length < sealed.length)
    return unsendable('The signing secret cannot be opened: BICORNE_SECRET is another one than when it was made.');
  return { id, channel: 'WEBHOOK' as const, url: endpoint.url, secrets, payload: event.data };
}

/** Deliveries that were written before there were notices keep the one event itself. */
function readComposed(payload: unknown): ComposedPayload | null {
  const composed = composedPayload.safeParse(payload);
  if (composed.success) return composed.data;
  const event = alertEventPayload.safeParse(payload);
  if (!event.success) return null;
  return { type: 'notices', notices: [event.data], digest: false, timeZone: 'UTC', recipient: null };
}

async function endpointsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, Endpoint>> {
  const endpoints = await tx.query<Endpoint>(
    `select id, url, secret_sealed as "secretSealed", disabled_at as "disabledAt", failing_since as "failingSince",
       case when previous_secret_until > now() then previous_secret_sealed end as "previousSecretSealed"
     from webhook_endpoint where workspace_id = $1 and id = any ($2::uuid[]) and removed_at is null`,
    [tx.scope.workspaceId, ids],
  );
  return new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]));
}

const unsendable = (detail: string): Unsendable => ({ final: true, ours: true, detail });

const unreadable = (): Unsendable => unsendable('What was kept for this delivery cannot be read.');
