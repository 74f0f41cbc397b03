import { poolConfig } from '@bicorne/persistence';
import pg from 'pg';
import { Mailbox } from './mailbox.js';

/** What is notified when its transaction commits, each time with `<workspace id>:<id>`; the id is of: */
const CHANNELS = {
  /** an alert that opened */
  alert: 'bicorne_alert',
  /** a person who was told something in the app */
  notice: 'bicorne_notice',
  /** nothing: the person or the token themselves, whose right to what they hear may have ended, stands for the workspace */
  caller: 'bicorne_caller',
} as const;

export type EventKind = keyof typeof CHANNELS;

const RECONNECT_AFTER_MS = 1_000;

/**
 * Hears of events as they commit, in whichever process, and hands their ids to the streams of their workspace. One
 * connection of its own, not of a pool: LISTEN holds it. What happens while the connection is being renewed is not heard;
 * a client that reconnects reads the list.
 */
export class EventFeed {
  private readonly mailboxes = new Map<string, Set<Mailbox<string>>>();
  /** The connection that listens; none other renews itself when it ends. */
  private client: pg.Client | null = null;
  private renewal: NodeJS.Timeout | null = null;
  private stopped = false;

  constructor(
    private readonly databaseUrl: string,
    private readonly onProblem: (error: unknown) => void,
    private readonly reconnectAfterMs = RECONNECT_AFTER_MS,
  ) {}

  /** Resolves when the feed listens; where it cannot, nothing of it is left and nothing is tried again. */
  async start(): Promise<void> {
    const { connectionString, options, connectionTimeoutMillis } = poolConfig({ url: this.databaseUrl, role: 'app' });
    const client = new pg.Client({
      connectionString,
      options,
      connectionTimeoutMillis,
      application_name: 'bicorne-event-feed',
      keepAlive: true,
    });
    client.on('notification', ({ channel, payload }) => this.hand(channel, payload ?? ''));
    client.on('error', (error) => this.lose(client, error));
    client.on('end', () => this.lose(client, new Error('The connection ended')));
    try {
      await client.connect();
      for (const channel of Object.values(CHANNELS)) await client.query(`listen ${channel}`);
    } catch (error) {
      discard(client);
      throw error;
    }
    if (this.stopped) discard(client);
    else this.client = client;
  }

  /** Ends every stream. */
  async stop(): Promise<void> {
    this.stopped = true;
    if (this.renewal) clearTimeout(this.renewal);
    for (const boxes of this.mailboxes.values()) for (const box of boxes) box.close();
    await this.client?.end();
  }

  /** Ids of what happens in a workspace from now on, until `return` is called. */
  subscribe(kind: EventKind, workspaceId: string): Mailbox<string> {
    const name = nameOf(CHANNELS[kind], workspaceId);
    const boxes = this.mailboxes.get(name) ?? new Set();
    this.mailboxes.set(name, boxes);
    const box = new Mailbox<string>(() => {
      boxes.delete(box);
      if (boxes.size === 0) this.mailboxes.delete(name);
    });
    boxes.add(box);
    return box;
  }

  private hand(channel: string, payload: string): void {
    const [workspaceId = '', id = ''] = payload.split(':');
    for (const box of this.mailboxes.get(nameOf(channel, workspaceId)) ?? []) box.put(id);
  }

  private lose(lost: pg.Client, error: Error): void {
    if (this.client !== lost || this.stopped) return;
    this.client = null;
    this.onProblem(error);
    discard(lost);
    this.renewLater();
  }

  private renewLater(): void {
    this.renewal = setTimeout(() => {
      this.start().catch((error: unknown) => {
        if (this.stopped) return;
        this.onProblem(error);
        this.renewLater();
      });
    }, this.reconnectAfterMs).unref();
  }
}

function nameOf(channel: string, workspaceId: string): string {
  return `${channel}:${workspaceId}`;
}

function discard(client: pg.Client): void {
  client.end().catch(() => undefined);
}
