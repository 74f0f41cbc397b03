import { toGlobalId } from '@bicorne/application';
import type { Agent } from 'node:http';
import { request as send } from 'node:http';
import type { Ledger } from './ledger.js';
import { tagsIn, type Tenant } from './tenants.js';

export interface HttpLoad {
  url: string;
  agent: Agent;
  ledger: Ledger;
  random: () => number;
}

interface Answer {
  data?: Record<string, unknown> | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

const CLIENTS = 'query { clients(first: 20) { totalCount edges { node { id name } } } }';
const CLIENT = 'query ($id: ID!) { client(id: $id) { id name } }';
const CREATE =
  'mutation ($input: CreateClientInput!) { createClient(input: $input) { client { id name } userErrors { code } } }';
const RENAME =
  'mutation ($input: UpdateWorkspaceInput!) { updateWorkspace(input: $input) { workspace { id name } userErrors { code } } }';

/** One request of a tenant; `other` is somebody whose ids it tries as well. */
export async function askOverHttp(load: HttpLoad, tenant: Tenant, other: Tenant, number: number): Promise<void> {
  const { random, ledger } = load;
  const asClient = random() < 0.3;
  const token = asClient ? tenant.clientToken : tenant.ownerToken;
  const draw = random();
  // A caller may go away before the answer comes, and while it works.
  const leavesAfterMs = random() < 0.06 ? random() * 12 : null;
  const name = `${tenant.tag}http-${number}`;
  if (draw < 0.45) {
    await ask(load, { token, tenant, body: { query: CLIENTS }, leavesAfterMs });
  } else if (draw < 0.65) {
    const id = toGlobalId('Client', tenant.clientIds[0]);
    await ask(load, { token, tenant, body: { query: CLIENT, variables: { id } }, leavesAfterMs });
  } else if (draw < 0.8) {
    const id = toGlobalId('Client', other.clientIds[0]);
    const answer = await ask(load, { token, tenant, body: { query: CLIENT, variables: { id } }, leavesAfterMs });
    if (answer?.data?.['client']) ledger.fault('a foreign id that was found', `${tenant.tag} asked for ${other.tag}`);
  } else if (asClient || draw < 0.88) {
    // Refused: by the gate, or as what can be mended.
    await ask(load, {
      token,
      tenant,
      body: { query: RENAME, variables: { input: { timeZone: 'Nowhere' } } },
      leavesAfterMs,
    });
  } else {
    const body = { query: CREATE, variables: { input: { name } } };
    const answer = await ask(load, { token, tenant, body, leavesAfterMs });
    if (answer?.data?.['createClient']) ledger.kept.add(name);
  }
}

interface Question {
  token: string;
  tenant: Tenant;
  body: object;
  leavesAfterMs: number | null;
}

async function ask(
  { url, agent, ledger }: HttpLoad,
  { token, tenant, body, leavesAfterMs }: Question,
): Promise<Answer | null> {
  const told = await post(`${url}/graphql`, agent, token, JSON.stringify(body), leavesAfterMs);
  if (told === null) {
    ledger.count('aborted');
    return null;
  }
  for (const tag of tagsIn(told.text))
    if (tag !== tenant.tag) ledger.fault('a row across', `${tenant.tag} was answered ${told.text.slice(0, 200)}`);
  const answer = JSON.parse(told.text) as Answer;
  const code = answer.errors?.[0]?.extensions?.code;
  // A statement that is cancelled and one that waited too long end alike; a connection that was ended is INTERNAL.
  if (code === 'TIMED_OUT' || code === 'INTERNAL') ledger.count('cancelled');
  else if (code === undefined || code === 'NOT_FOUND') ledger.count('answered');
  else if (code === 'FORBIDDEN' || code === 'BAD_USER_INPUT') ledger.count('refused');
  else ledger.fault('an error that nobody made', told.text.slice(0, 300));
  return answer;
}

/** @returns null where the caller left, or the connection was lost with it */
function post(
  url: string,
  agent: Agent,
  token: string,
  body: string,
  leavesAfterMs: number | null,
): Promise<{ status: number; text: string } | null> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const request = send(url, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        clearTimeout(leaving);
        resolve({ status: response.statusCode ?? 0, text });
      });
      response.on('error', () => resolve(null));
    });
    const leaving = leavesAfterMs === null ? undefined : setTimeout(() => request.destroy(), leavesAfterMs);
    request.on('close', () => {
      if (leavesAfterMs !== null) resolve(null);
    });
    request.on('error', (error) => (leavesAfterMs === null ? reject(error) : resolve(null)));
    request.end(body);
  });
}
