/** How a request to the sign-in ended: what it answered, or why it did not. `message` is the server's, where it has one. */
export type AuthResult =
  { ok: true; body: Record<string, unknown> } | { ok: false; why: AuthFailure; code?: string; message?: string };

export type AuthFailure = 'refused' | 'tooMany' | 'offline' | 'unexpected';

/** Posts to the sign-in. The cookies that come back are out of JavaScript's reach. */
export function postAuth(path: string, body: object = {}): Promise<AuthResult> {
  return ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

export function getAuth(path: string): Promise<AuthResult> {
  return ask(path, { method: 'GET' });
}

async function ask(path: string, init: RequestInit): Promise<AuthResult> {
  try {
    const response = await fetch(`/auth${path}`, { ...init, credentials: 'same-origin' });
    const body = await bodyOf(response);
    if (response.ok) return { ok: true, body };
    const [code, message] = [textIn(body, 'code'), textIn(body, 'message')];
    if (response.status === 429) return { ok: false, why: 'tooMany', code, message };
    return { ok: false, why: response.status < 500 ? 'refused' : 'unexpected', code, message };
  } catch {
    return { ok: false, why: 'offline' };
  }
}

async function bodyOf(response: Response): Promise<Record<string, unknown>> {
  const text = await response.text();
  if (!text.startsWith('{')) return {};
  return JSON.parse(text) as Record<string, unknown>;
}

function textIn(body: Record<string, unknown>, name: string): string | undefined {
  const value = body[name];
  return typeof value === 'string' ? value : undefined;
}
