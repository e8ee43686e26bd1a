import { Client } from 'pg';
import type { BusTransport } from '../bus/batched-bus.js';
import { ROLES } from './connections.js';

const CHANNEL = 'legator_bus';
/** A line that is dead without saying so is found this often, in milliseconds. */
const CHECK_MS = 15_000;

/** LISTEN/NOTIFY on a connection of its own, outside every transaction: NOTIFY inside one would queue up commits. */
export class NotifyChannel implements BusTransport {
  private client: Client | undefined;
  private check: NodeJS.Timeout | undefined;

  constructor(private readonly url: string) {}

  async connect(onMessage: (text: string) => void, onLost: () => void): Promise<void> {
    await this.disconnect();
    const client = new Client({
      connectionString: this.url,
      application_name: 'legator bus',
      options: `-c role=${ROLES.app}`,
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
      keepAlive: true,
    });
    const lost = () => {
      if (this.client !== client) return;
      this.client = undefined;
      clearInterval(this.check);
      void client.end().catch(() => undefined);
      onLost();
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ payload }) => onMessage(payload ?? ''));
    this.client = client;
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
    } catch (error) {
      this.client = undefined;
      void client.end().catch(() => undefined);
      throw error;
    }
    this.check = setInterval(() => void client.query('select 1').catch(lost), CHECK_MS);
  }

  async send(text: string): Promise<void> {
    await this.need().query('select pg_notify($1, $2)', [CHANNEL, text]);
  }

  async ping(): Promise<void> {
    await this.need().query('select 1');
  }

  async disconnect(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    clearInterval(this.check);
    await client?.end();
  }

  private need(): Client {
    if (!this.client) throw new Error('The bus is not connected to PostgreSQL.');
    return this.client;
  }
}
