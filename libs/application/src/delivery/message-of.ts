import { MAX_ATTEMPTS } from '@bicorne/domain';
import {
  alertEventPayload,
  alertsUrl,
  composedPayload,
  unsubscribeUrl,
  webhookEventPayload,
  type ComposedPayload,
  type Message,
} from '@bicorne/notifications';
import { unseal, type SealingSecrets, type Tx } from '@bicorne/persistence';
import { endpointPlace } from '../webhook/endpoint-place.js';
import type { SentTo } from '../webhook/endpoint-outcome.js';
import type { DeliveryClaim } from './delivery-claim.js';

/** What stands in the way of even trying. */
export interface Unsendable {
  final: true;
  detail: string;
  /** Nothing was tried, which says nothing about the recipient. */
  ours: true;
}

/** Of the installation: its secrets open what endpoints have sealed, and sign the addresses that stop emails. */
interface Installation extends SealingSecrets {
  /** Without a closing slash. */
  baseUrl: string;
}

interface Endpoint {
  id: string;
  url: string;
  /** Of a Slack channel. */
  addressSealed: Buffer | null;
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
      claim.channel === 'SLACK'
        ? slackOf(tx, claim, endpoint, installation)
        : webhookOf(tx, claim, endpoint, installation),
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

function slackOf(tx: Tx, { id, payload }: DeliveryClaim, endpoint: Endpoint, installation: Installation) {
  const composed = readComposed(payload);
  if (composed === null) return unreadable();
  const { addressSealed } = endpoint;
  const place = endpointPlace('address_sealed', tx.scope.workspaceId, endpoint.id);
  // One that was added before addresses were sealed, until `bicorne migrate` has sealed it.
  const url = addressSealed === null ? endpoint.url : unseal(installation, addressSealed, place);
  if (url === undefined) return unsendable(`The address cannot be opened: ${ANOTHER_SECRET}`);
  const { notices, digest } = composed;
  return { id, channel: 'SLACK' as const, url, notices, digest, overviewUrl: alertsUrl(installation.baseUrl) };
}

function webhookOf(tx: Tx, { id, payload }: DeliveryClaim, endpoint: Endpoint, installation: Installation) {
  const event = webhookEventPayload.safeParse(payload);
  if (!event.success) return unreadable();
  const opened = (['secret', 'previousSecret'] as const).flatMap((which) => {
    const sealed = endpoint[`${which}Sealed`];
    const place = endpointPlace(SEALED_AS[which], tx.scope.workspaceId, endpoint.id);
    return sealed === null ? [] : [unseal(installation, sealed, place)];
  });
  const secrets = opened.filter((one) => one !== undefined);
  if (secrets.length < opened.length) return unsendable(`The signing secret cannot be opened: ${ANOTHER_SECRET}`);
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
    `select id, url, address_sealed as "addressSealed", secret_sealed as "secretSealed", disabled_at as "disabledAt", failing_since as "failingSince",
       case when previous_secret_until > now() then previous_secret_sealed end as "previousSecretSealed"
     from webhook_endpoint where workspace_id = $1 and id = any ($2::uuid[]) and removed_at is null`,
    [tx.scope.workspaceId, ids],
  );
  return new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]));
}

const SEALED_AS = { secret: 'secret_sealed', previousSecret: 'previous_secret_sealed' } as const;
const ANOTHER_SECRET = 'BICORNE_SECRET is another one than when it was made.';

const unsendable = (detail: string): Unsendable => ({ final: true, ours: true, detail });

const unreadable = (): Unsendable => unsendable('What was kept for this delivery cannot be read.');
