import type { TestApi } from './api-server.js';

/** The smallest picture. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export const REGISTRY = `# Model registry

## Models in use

claims-triage v3.2 by Acme, run by Ben Okafor in production since 4 March 2026.

## Evaluation

Accuracy 0.93 on 1,200 cases of February 2026.
`;

export interface Uploaded {
  id: string;
  name: string;
  mediaType: string;
  size: number;
  sha256: string;
  errors?: { message: string; extensions: { code: string; reason?: string; field?: string } }[];
}

/** What a page sends with a file; the type that it says is never the file's. */
export function fileForm(bytes: Uint8Array, name: string, engagementId: string): FormData {
  const form = new FormData();
  form.append('engagementId', engagementId);
  form.append('file', new Blob([Uint8Array.from(bytes)], { type: 'text/html' }), name);
  return form;
}

export async function postFile(
  api: TestApi,
  form: FormData,
  headers: Record<string, string>,
): Promise<{ status: number; body: Uploaded }> {
  const response = await fetch(`${api.url}/files`, { method: 'POST', headers, body: form });
  return { status: response.status, body: (await response.json()) as Uploaded };
}
