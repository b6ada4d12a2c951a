/** What an HTTP server is to answer. */
export interface Answer {
  status: number;
  contentType: string;
  body: string;
}

export const json = (body: unknown, status = 200): Answer => ({
  status,
  contentType: "application/json",
  body: JSON.stringify(body),
});

export const text = (body: string, status = 200): Answer => ({
  status,
  contentType: "text/plain; charset=utf-8",
  body,
});
