import { refusalOf } from '#web/kit/http.ts';

/** Fetches a file by POST, because the server notes every hand-out, and lets the browser keep it. */
export async function saveFile(
  path: string,
  { csrf, name, body = {} }: { readonly csrf: string; readonly name: string; readonly body?: unknown },
): Promise<void> {
  const response = await fetch(path, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', 'x-csrf-token': csrf },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw await refusalOf(response);
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
