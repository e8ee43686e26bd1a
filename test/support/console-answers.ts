import type { Page, Route } from 'playwright-core';

/** A part of the API for one page alone, in place of what the server would say. */
export const api = (path: string) => `**/api/v1/${path}`;

/** Never answers. */
export async function hang(page: Page, ...paths: string[]): Promise<void> {
  for (const path of paths) await page.route(api(path), () => undefined);
}

/** Fails as the control plane does when its database is away. */
export async function fail(page: Page, ...paths: string[]): Promise<void> {
  const body = {
    error: 'unavailable',
    code: 'unavailable',
    message: 'The database does not answer.',
    request_id: 'req-7f3a',
  };
  for (const path of paths)
    await page.route(api(path), (route) => route.fulfill({ status: 503, json: body }));
}

export async function answer(page: Page, path: string, json: unknown): Promise<void> {
  await page.route(api(path), (route) => route.fulfill({ json }));
}

/** The server's own answer, changed. */
export async function change<T>(page: Page, path: string, edit: (body: T) => T): Promise<void> {
  await page.route(api(path), async (route: Route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: edit((await response.json()) as T) });
  });
}
