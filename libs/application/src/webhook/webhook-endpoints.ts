import {
  createWebhookEndpoint as decideEndpoint,
  type Decided,
  type EndpointKind,
  type WebhookEvent,
} from '@bicorne/domain';
import { newEndpointSecret } from '@bicorne/notifications';
import { seal, WebhookEndpointEntity } from '@bicorne/persistence';
import { randomUUID } from 'node:crypto';
import { IsNull } from 'typeorm';
import type { UseCaseContext } from '../context.js';
import { NotFound } from '../errors.js';
import type { Slice, Window } from '../paging.js';
import { endpointPlace } from './endpoint-place.js';

/**
 * Adds an address that is told of events, signed by Standard Webhooks, or a Slack channel by its incoming webhook. Who has
 * the address of a Slack channel may write there: it is kept sealed, and of it only the origin is shown.
 *
 * @returns the endpoint, and its secret, which is shown this once: it is kept sealed. Null for Slack, which checks none
 */
export async function createWebhookEndpoint(
  context: UseCaseContext,
  input: { url: string; events: WebhookEvent[]; kind?: EndpointKind | null },
): Promise<Decided<{ endpoint: WebhookEndpointEntity; secret: string | null }>> {
  return context.transaction.run(context.caller, async (tx) => {
    const { workspaceId } = tx.scope;
    const endpoints = await tx.manager.countBy(WebhookEndpointEntity, { workspaceId, removedAt: IsNull() });
    const decided = decideEndpoint(input, { endpoints });
    if (!decided.ok) return decided;
    const { services } = context;
    const id = randomUUID();
    const secret = newEndpointSecret();
    const isSlack = decided.value.kind === 'SLACK';
    const { url } = decided.value;
    const endpoint = tx.manager.create(WebhookEndpointEntity, {
      workspaceId,
      id,
      ...decided.value,
      url: isSlack ? new URL(url).origin : url,
      addressSealed: isSlack ? seal(services, url, endpointPlace('address_sealed', workspaceId, id)) : null,
      secretSealed: seal(services, secret, endpointPlace('secret_sealed', workspaceId, id)),
      previousSecretSealed: null,
      previousSecretUntil: null,
      failingSince: null,
      disabledAt: null,
      disabledReason: null,
      createdAt: context.now(),
      removedAt: null,
    });
    await tx.manager.insert(WebhookEndpointEntity, endpoint);
    return { ok: true, value: { endpoint, secret: isSlack ? null : secret } };
  });
}

/**
 * Takes an address out; what was sent to it stays on record.
 *
 * @throws NotFound where there is no such endpoint
 */
export async function removeWebhookEndpoint(
  context: UseCaseContext,
  input: { webhookEndpointId: string },
): Promise<Decided<string>> {
  return context.transaction.run(context.caller, async (tx) => {
    const key = { workspaceId: tx.scope.workspaceId, id: input.webhookEndpointId, removedAt: IsNull() };
    const { affected } = await tx.manager.update(WebhookEndpointEntity, key, { removedAt: context.now() });
    if (!affected) throw new NotFound();
    return { ok: true, value: input.webhookEndpointId };
  });
}

/** The addresses that are told of events, in the order in which they were added. */
export async function listWebhookEndpoints(
  context: UseCaseContext,
  { offset, limit }: Window,
): Promise<Slice<WebhookEndpointEntity>> {
  return context.transaction.run(context.caller, async (tx) => {
    const [rows, totalCount] = await tx.manager.findAndCount(WebhookEndpointEntity, {
      where: { workspaceId: tx.scope.workspaceId, removedAt: IsNull() },
      order: { createdAt: 'ASC', id: 'ASC' },
      skip: offset,
      take: limit,
    });
    return { rows, totalCount };
  });
}
