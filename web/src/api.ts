/** Asking the server on this machine. Errors carry its own words, which say what to do. */

const API = "/api/v1";

export class AskError extends Error {}

type Params = Record<string, string | number | boolean | null | undefined>;

export function apiPath(path: string, params: Params = {}): string {
  const said = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== "" && value !== false) said.set(name, String(value));
  }
  const text = said.toString();
  return `${API}${path}${text ? `?${text}` : ""}`;
}

export async function ask<Answer>(path: string, params: Params = {}, signal?: AbortSignal): Promise<Answer> {
  return answer<Answer>(fetch(apiPath(path, params), signal ? { signal } : {}));
}

/** Write; only this page knows the token that goes with it. */
export async function tell<Answer>(path: string, body: unknown): Promise<Answer> {
  const token = document.querySelector<HTMLMetaElement>('meta[name="whoholds-token"]')?.content ?? "";
  return answer<Answer>(
    fetch(apiPath(path), {
      method: "POST",
      headers: { "content-type": "application/json", "x-whoholds-token": token },
      body: JSON.stringify(body),
    }),
  );
}

async function answer<Answer>(asked: Promise<Response>): Promise<Answer> {
  let got: Response;
  try {
    got = await asked;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new AskError("The server does not answer: it was stopped. Start `whoholds serve` again, then load the page.");
  }
  if (got.ok) return (await got.json()) as Answer;
  const said: unknown = await got.json().catch(() => null);
  throw new AskError(detailOf(said) ?? `The server answered ${got.status}.`);
}

function detailOf(said: unknown): string | null {
  if (typeof said !== "object" || said === null || !("detail" in said)) return null;
  return typeof said.detail === "string" ? said.detail : JSON.stringify(said.detail);
}
