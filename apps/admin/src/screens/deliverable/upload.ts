/** A file that the server took. */
export interface Uploaded {
  id: string;
  name: string;
}

export type Upload = { ok: true; file: Uploaded } | { ok: false; message: string | undefined };

/**
 * Sends one file of an engagement. `fetch` does not tell how far an upload is; XMLHttpRequest does.
 *
 * @param progress told the share that was sent, 0 to 1
 * @returns what the server says is wrong, in its words; none where it did not answer
 */
export function uploadFile(
  engagementId: string,
  file: File,
  progress: (share: number) => void,
  signal: AbortSignal,
): Promise<Upload> {
  const form = new FormData();
  form.append('engagementId', engagementId);
  form.append('file', file, file.name);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => progress(total === 0 ? 0 : loaded / total);
    request.onload = () => resolve(answerOf(request.status, request.response));
    request.onerror = () => resolve({ ok: false, message: undefined });
    request.onabort = request.onerror;
    signal.addEventListener('abort', () => request.abort());
    request.open('POST', '/files');
    request.send(form);
  });
}

function answerOf(status: number, body: unknown): Upload {
  if (status === 201) return { ok: true, file: body as Uploaded };
  const { errors } = (body ?? {}) as { errors?: { message: string }[] };
  return { ok: false, message: errors?.[0]?.message };
}
