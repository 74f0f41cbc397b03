import { poolConfig } from '@bicorne/persistence';
import pg from 'pg';
import { Mailbox } from './mailbox.js';

/** Notified when an alert's transaction commits, with `<workspace id>:<alert id>`. */
export const ALERT_CHANNEL = 'bicorne_alert';

const RECONNECT_AFTER_MS = 1_000;

/**
 * Hears of drift alerts as they open, whichever process opened them, and hands their ids to the streams of their
 * workspace. One connection of its own, not of a pool: LISTEN holds it. What is raised while the connection is being
 * renewed is not heard; a client that reconnects reads the list.
 */
export class AlertFeed {
  private readonly mailboxes = new Map<string, Set<Mailbox<string>>>();
  private client: pg.Client | null = null;
  private stopped = false;

  constructor(
    private readonly databaseUrl: string,
    private readonly onProblem: (error: unknown) => void,
  ) {}

  /** Resolves when the feed listens. */
  async start(): Promise<void> {
    const { connectionString, options } = poolConfig({ url: this.databaseUrl, role: 'app' });
    const client = new pg.Client({
      connectionString,
      options,
      application_name: 'bicorne-alert-feed',
      keepAlive: true,
    });
    client.on('notification', ({ payload }) => this.hand(payload ?? ''));
    client.on('error', this.onProblem);
    client.on('end', () => this.renew());
    await client.connect();
    this.client = client;
    await client.query(`listen ${ALERT_CHANNEL}`);
  }

  /** Ends every stream. */
  async stop(): Promise<void> {
    this.stopped = true;
    for (const boxes of this.mailboxes.values()) for (const box of boxes) box.close();
    await this.client?.end();
  }

  /** Ids of the alerts that open in a workspace from now on, until `return` is called. */
  subscribe(workspaceId: string): Mailbox<string> {
    const boxes = this.mailboxes.get(workspaceId) ?? new Set();
    this.mailboxes.set(workspaceId, boxes);
    const box = new Mailbox<string>(() => {
      boxes.delete(box);
      if (boxes.size === 0) this.mailboxes.delete(workspaceId);
    });
    boxes.add(box);
    return box;
  }

  private hand(payload: string): void {
    const [workspaceId = '', alertId = ''] = payload.split(':');
    for (const box of this.mailboxes.get(workspaceId) ?? []) box.put(alertId);
  }

  private renew(): void {
    this.client = null;
    if (this.stopped) return;
    setTimeout(() => {
      if (this.stopped) return;
      this.start().catch((error: unknown) => {
        this.onProblem(error);
        this.renew();
      });
    }, RECONNECT_AFTER_MS).unref();
  }
}
