const MOST_BYTES = 256 * 1024;

class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/** The body, or a cause of this error, was larger than what is read. */
export const isTooLarge = (error: unknown): boolean =>
  error instanceof TooLarge ||
  (error instanceof Error && error.cause !== undefined && isTooLarge(error.cause));

/**
 * Fetches the whole body before it returns, so that one time limit holds for all of it, and only so much of it.
 * Redirects are not followed: what was meant for one host goes to no other.
 * @throws TooLarge
 */
export const boundedFetch = async (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
  const response = await fetch(url, { ...init, redirect: 'error' });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    // Leaving the loop closes the connection.
    if (size > MOST_BYTES) throw new TooLarge();
    chunks.push(chunk);
  }
  const { status, statusText, headers } = response;
  return new Response(size > 0 ? Buffer.concat(chunks) : null, { status, statusText, headers });
};
