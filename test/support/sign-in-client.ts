import type { TestApi } from './api-server.js';
import type { MailSink, ReceivedMail } from './mail-sink.js';
import { textOf } from './mail-text.js';
import { until } from './until.js';

/** A browser's side of the sign-in: it keeps cookies, as one device does. */
export class SignInClient {
  private readonly cookies = new Map<string, string>();

  /** @param headers sent with every request, such as the address that a proxy tells */
  constructor(
    private readonly api: TestApi,
    private readonly headers: Record<string, string> = {},
  ) {}

  async post(path: string, body: object = {}): Promise<{ status: number; headers: Headers; body: SignInBody }> {
    return this.send(path, { method: 'POST', body: JSON.stringify(body) });
  }

  async get(path: string): Promise<{ status: number; headers: Headers; body: SignInBody }> {
    return this.send(path, { method: 'GET' });
  }

  signIn(email: string, password: string): Promise<{ status: number; headers: Headers; body: SignInBody }> {
    return this.post('/sign-in/email', { email, password });
  }

  /** For operations: what the browser would send along. */
  get cookie(): Record<string, string> {
    return { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '), ...this.headers };
  }

  private async send(path: string, init: RequestInit) {
    const response = await fetch(`${this.api.url}/auth${path}`, {
      ...init,
      redirect: 'manual',
      headers: { 'content-type': 'application/json', origin: this.api.url, ...this.cookie },
    });
    for (const cookie of response.headers.getSetCookie()) this.keep(cookie);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text.startsWith('{') ? JSON.parse(text) : { text }) as SignInBody,
    };
  }

  private keep(cookie: string): void {
    const [pair = ''] = cookie.split(';');
    const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    if (value === '' || /max-age=0/i.test(cookie)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

export interface SignInBody {
  code?: string;
  message?: string;
  [field: string]: unknown;
}

/** The next email to an address after so many. */
export async function mailTo(sink: MailSink, address: string, after = 0): Promise<ReceivedMail> {
  const mails = () => sink.received.filter(({ to }) => to.includes(address));
  await until(`an email to ${address}`, () => mails().length > after);
  const mail = mails()[after];
  if (!mail) throw new Error('It is gone.');
  return mail;
}

/** The secret in the link of an email. */
export function secretIn(mail: ReceivedMail): string {
  const secret = /https?:\/\/\S+#(\S+)/.exec(textOf(mail))?.[1];
  if (secret === undefined) throw new Error(`No link in ${textOf(mail)}`);
  return secret;
}
