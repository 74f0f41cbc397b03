import { DeliverySender } from '@bicorne/application';
import { openChannels } from '@bicorne/notifications';
import { openDatabase, WorkspaceTransaction } from '@bicorne/persistence';
import type { DataSource } from 'typeorm';
import { AlertRows, TEST_SECRET } from './alert-rows.js';
import { testDatabase, type TestDatabase } from './database.js';
import { mailSink, type MailSink } from './mail-sink.js';

/** Where people reach Bicorne in these tests. */
export const BASE = 'https://bicorne.example.com';

export interface SentDelivery {
  state: string;
  last_error: string | null;
  /** Seconds until the next attempt. */
  due_in: number;
}

export interface EndpointState {
  failing_since: Date | null;
  disabled_at: Date | null;
  disabled_reason: string | null;
}

/** Deliveries of one workspace and what sends them: a database, the channels, a mail server. Left out: the queue. */
export class Sending {
  private constructor(
    private readonly server: TestDatabase,
    private readonly database: DataSource,
    readonly transaction: WorkspaceTransaction,
    readonly rows: AlertRows,
    readonly mail: MailSink,
    private readonly channels: ReturnType<typeof openChannels>,
  ) {}

  static async open(): Promise<Sending> {
    const server = await testDatabase();
    const database = await openDatabase({ url: server.url, role: 'worker', poolSize: 5 });
    const mail = await mailSink();
    const mailFrom = 'Bicorne <alerts@bicorne.example.com>';
    const channels = openChannels({ baseUrl: BASE, smtpUrl: mail.url, mailFrom, egressAllow: ['127.0.0.1'] });
    const rows = await AlertRows.write(server.url);
    return new Sending(server, database, new WorkspaceTransaction(database), rows, mail, channels);
  }

  /** One attempt at a delivery, without jitter. */
  readonly send = (deliveryId: string) => {
    const { transaction, channels, rows } = this;
    const services = { secret: TEST_SECRET, baseUrl: BASE, emailEnabled: true };
    const sender = new DeliverySender({ transaction, channels, services, random: () => 0 });
    return sender.send({ workspaceId: rows.workspaceId, deliveryId });
  };

  delivery(id: string): Promise<SentDelivery> {
    return this.one(
      `select state, last_error, extract(epoch from next_attempt_at - now())::float as due_in from delivery where id = $1`,
      id,
    );
  }

  endpoint(id: string): Promise<EndpointState> {
    return this.one('select failing_since, disabled_at, disabled_reason from webhook_endpoint where id = $1', id);
  }

  private async one<Row>(sql: string, id: string): Promise<Row> {
    const { rows } = await this.rows.client.query(sql, [id]);
    return rows[0] as Row;
  }

  async close(): Promise<void> {
    await this.channels.close();
    await this.mail.stop();
    await this.rows.end();
    await this.database.destroy();
    await this.server.drop();
  }
}
