import { connect, type Socket } from 'node:net';
import { allowList, type AllowList } from './address.js';
import { pinnedTo, resolveHost } from './resolve.js';

const SUBMISSION_PORT = 587;
const TLS_PORT = 465;

/**
 * What is wrong with the mail server of SMTP_URL, in one sentence for the operator: that it leads to an address which is
 * not public and not listed. A name that cannot be resolved now may be at the next message, and is no refusal.
 */
export async function refusalOfMailServer(config: {
  smtpUrl?: string;
  egressAllow: readonly string[];
}): Promise<string | undefined> {
  if (config.smtpUrl === undefined) return undefined;
  const { hostname } = new URL(config.smtpUrl);
  const resolved = await resolveHost(hostname, allowList(config.egressAllow));
  if (resolved.ok || resolved.code === 'UNRESOLVED') return undefined;
  return `SMTP_URL leads to ${hostname}, which is not a public address: if it is your mail server, add it to BICORNE_EGRESS_ALLOW, as in BICORNE_EGRESS_ALLOW=${hostname}.`;
}

/** What the mail transport says of the server that it wants to be connected to. */
export interface MailServer {
  host?: string;
  port?: number | string;
  /** TLS from the first byte. */
  secure?: boolean;
  connectionTimeout?: number;
}

/**
 * Connects to a mail server by the rules of every request to the outside: resolved once, checked, and connected to the
 * address that was checked. TLS goes on top of it by the server's name.
 *
 * @throws an error with one sentence for whoever looks at the delivery
 */
export async function connectToMailServer(
  { host = 'localhost', port, secure, connectionTimeout = 0 }: MailServer,
  allow: AllowList,
): Promise<Socket> {
  const resolved = await resolveHost(host, allow);
  if (!resolved.ok) throw new Error(resolved.message);
  const socket = connect({
    host,
    port: Number(port) || (secure ? TLS_PORT : SUBMISSION_PORT),
    lookup: pinnedTo(resolved.addresses),
  });
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      socket.destroy();
      reject(error);
    };
    const late = (): void => fail(new Error('The mail server did not take the connection in time.'));
    socket.setTimeout(connectionTimeout, late);
    socket.once('error', fail);
    socket.once('connect', () => {
      socket.setTimeout(0);
      socket.off('timeout', late);
      socket.off('error', fail);
      resolve(socket);
    });
  });
}
