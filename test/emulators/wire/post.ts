/** What is sent to a webhook. */
export interface Parcel {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Delivers once.
 *
 * @returns The status; 0 when nobody answered in time.
 */
export async function post({ url, headers, body }: Parcel, signal?: AbortSignal): Promise<number> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      redirect: 'manual',
      signal: signal ?? null,
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return 0;
  }
}
