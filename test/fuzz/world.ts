import { findProjectRoot } from '@bicorne/config';
import { buildSchema } from 'graphql';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestApi } from '../support/api-server.js';
import { change, draftEngagement } from '../support/drafted-engagement.js';
import type { World } from './requests.js';

export interface MadeWorld extends World {
  headersOf: (as: string) => Readonly<Record<string, string>>;
}

/** Two workspaces with an engagement each, and one caller of each kind in the first. */
export async function makeWorld(api: TestApi): Promise<MadeWorld> {
  const drafted = await draftEngagement(api);
  const { workspace, owner, sponsor, clientName, engagementId } = drafted;
  const elsewhere = await draftEngagement(api, { clientName: 'Elsewhere' });
  await fill(api, owner, engagementId);
  const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
  const readOnly = await api.makeToken(workspace, 'OWNER', { scopes: ['READ'] });
  const cookie = await api.signIn(workspace.ownerEmail);
  const callers: Record<string, Record<string, string>> = {
    nobody: {},
    'a made-up token': bearer('bic_made-up'),
    'half a header': { authorization: 'Bearer' },
    OWNER: bearer(owner),
    'OWNER, reading': bearer(readOnly),
    PARTNER: bearer(await api.makeToken(workspace, 'PARTNER')),
    PRACTITIONER: bearer(await api.makeToken(workspace, 'PRACTITIONER')),
    SPONSOR: bearer(sponsor),
    VIEWER: bearer(await api.makeToken(workspace, 'VIEWER', { clientName })),
    'OWNER elsewhere': bearer(elsewhere.owner),
    'a browser': { cookie, origin: api.url },
    'a foreign page': { cookie, origin: 'https://evil.example' },
  };
  const ids = [...(await idsSeenBy(api, owner)), ...(await idsSeenBy(api, elsewhere.owner))];
  const schema = buildSchema(await readFile(join(findProjectRoot(import.meta.url), 'apps/api/schema.graphql'), 'utf8'));
  return {
    schema,
    ids,
    engagementId,
    slug: workspace.slug,
    callers: Object.keys(callers),
    headersOf: (as) => callers[as] ?? {},
  };
}

/** Something of most kinds. */
async function fill(api: TestApi, owner: string, engagementId: string): Promise<void> {
  await change(api, owner, 'PublishCharter', 'charter { id }', { engagementId });
  await change(api, owner, 'AddMember', 'member { id }', {
    name: 'Ada',
    email: `ada.${engagementId.slice(-8)}@fuzz.example`,
    role: 'PRACTITIONER',
    password: 'a long password of the tests',
  });
}

const SEEN = `{
  members(first: 20) { edges { node { id } } }
  clients(first: 20) { edges { cursor node { id currentEngagement { id
    charter { id }
    hats { deliverables { id } }
    driftAlerts(first: 5) { edges { cursor node { id } } }
  } } } }
}`;

/** Ids and cursors, as an answer has them. */
async function idsSeenBy(api: TestApi, token: string): Promise<string[]> {
  const { data, errors } = await api.ask(SEEN, undefined, token);
  if (errors) throw new Error(JSON.stringify(errors));
  return [...JSON.stringify(data).matchAll(/"(?:id|cursor)":"([^"]+)"/g)].flatMap(([, id]) => id ?? []).slice(0, 60);
}
