import { Agent as HttpAgent, type AgentOptions } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

/** The request option that names the addresses which were checked for a request. */
export const CHECKED = 'bicorneChecked';

/**
 * Connections stay open for a moment: most servers that are sent one event are sent the next at once. Shorter than servers
 * keep them, so that a request seldom meets a connection that its server has just closed.
 */
const OPTIONS: AgentOptions = { keepAlive: true, timeout: 2_000, maxFreeSockets: 64, scheduling: 'lifo' };

/** An agent that uses a connection again only for a request of which the same addresses were checked. */
export function checkedHttpAgent(): HttpAgent {
  return named(new HttpAgent(OPTIONS));
}

/** The same over TLS. */
export function checkedHttpsAgent(): HttpsAgent {
  return named(new HttpsAgent(OPTIONS));
}

function named<A extends HttpAgent>(agent: A): A {
  const nameOf = agent.getName.bind(agent);
  agent.getName = (options: object = {}) => `${nameOf(options)}:${String(Reflect.get(options, CHECKED))}`;
  return agent;
}
