import type { TestApi, TestWorkspace } from './api-server.js';

export interface DraftedEngagement {
  workspace: TestWorkspace;
  /** Tokens. */
  owner: string;
  sponsor: string;
  clientName: string;
  /** Published ids. */
  engagementId: string;
  deliverables: ReadonlyMap<string, string>;
}

/** What a mutation answered under its name. */
export interface Payload {
  userErrors: { code: string; field: string | null; message: string }[];
}

/** A draft of both hats on one person, entered through the API as an integration does. */
export async function draftEngagement(
  api: TestApi,
  {
    shape = 'CTO_AND_CAIO',
    in: within,
    clientName = 'Noordlicht Energie',
  }: { shape?: string; in?: TestWorkspace; clientName?: string } = {},
): Promise<DraftedEngagement> {
  const workspace = within ?? (await api.makeWorkspace());
  const owner = await api.makeToken(workspace, 'OWNER');
  const { client } = await change<{ client: { id: string } }>(api, owner, 'CreateClient', 'client { id }', {
    name: clientName,
  });
  const drafted = await change<{ engagement: { id: string; hats: { deliverables: { id: string; key: string }[] }[] } }>(
    api,
    owner,
    'DraftEngagement',
    'engagement { id hats { deliverables { id key } } }',
    { clientId: client.id, shape, startsOn: new Date().toISOString().slice(0, 10), assignments: [] },
  );
  const { id: engagementId, hats } = drafted.engagement;
  return {
    workspace,
    owner,
    sponsor: await api.makeToken(workspace, 'SPONSOR', { clientName }),
    clientName,
    engagementId,
    deliverables: new Map(hats.flatMap(({ deliverables }) => deliverables.map(({ key, id }) => [key, id]))),
  };
}

/** Sends a mutation by the name of its input and gives its payload, user errors and all. */
export async function send<Fields>(
  api: TestApi,
  token: string,
  name: string,
  fields: string,
  input: object,
): Promise<Fields & Payload> {
  const field = name.charAt(0).toLowerCase() + name.slice(1);
  const query = `mutation ($input: ${name}Input!) { ${field}(input: $input) { ${fields} userErrors { code field message } } }`;
  const answer = await api.ask<Record<string, Fields & Payload>>(query, { input }, token);
  const payload = answer.data?.[field];
  if (!payload) throw new Error(`${name}: ${JSON.stringify(answer.errors)} ${api.log()}`);
  return payload;
}

/** The same for one that has to take effect. */
export async function change<Fields>(
  api: TestApi,
  token: string,
  name: string,
  fields: string,
  input: object,
): Promise<Fields> {
  const payload = await send<Fields>(api, token, name, fields, input);
  if (payload.userErrors.length > 0) throw new Error(`${name}: ${JSON.stringify(payload.userErrors)}`);
  return payload;
}
