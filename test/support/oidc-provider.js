/**
 * A real OpenID provider (oidc-provider), in a process of its own. Whoever is named by `login_hint` is signed in without
 * being asked. IPC: takes `{ port, client, accounts }`, then further `accounts`; says `ready`.
 */
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

/** @type {Map<string, { email: string, email_verified: boolean }>} by subject */
const accounts = new Map();
let started = false;

process.on('message', (/** @type {any} */ message) => {
  for (const [subject, claims] of Object.entries(message.accounts)) accounts.set(subject, claims);
  if (started) return void process.send?.('ready');
  started = true;
  start(message.port, message.client);
});

/** @param {number} port @param {object} client */
function start(port, client) {
  const provider = new Provider(`http://127.0.0.1:${port}`, {
    clients: [client],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['the key of the tests'] },
    features: { devInteractions: { enabled: false } },
    findAccount: (/** @type {unknown} */ _ctx, /** @type {string} */ sub) => ({
      accountId: sub,
      claims: async () => ({ sub, ...accounts.get(sub) }),
    }),
    interactions: { url: (/** @type {unknown} */ _ctx, /** @type {any} */ { uid }) => `/interaction/${uid}` },
  });
  const answer = provider.callback();
  createServer((request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response);
    finish(provider, request, response).catch((error) => response.writeHead(500).end(String(error)));
  }).listen(port, '127.0.0.1', () => process.send?.('ready'));
}

/** @param {any} provider @param {any} request @param {any} response */
async function finish(provider, request, response) {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login')
    return provider.interactionFinished(request, response, { login: { accountId: params.login_hint } });
  const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope('openid email profile');
  const grantId = await grant.save();
  return provider.interactionFinished(request, response, { consent: { grantId } }, { mergeWithLastSubmission: true });
}
