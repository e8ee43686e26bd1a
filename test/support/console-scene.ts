import type { Page } from 'playwright-core';

/** What a situation may know of the server. */
export interface Scene {
  /** The probe of which everything is known. */
  readonly probe: string;
  /** An entry of the trail. */
  readonly entry: string;
  /** A command that has run. */
  readonly run: string;
  /** A request that waits for approval. */
  readonly approval: string;
}

/** A page in one of its states, or something open on it. */
export interface Situation {
  readonly name: string;
  /** On a fleet without a probe. */
  readonly isEmpty?: true;
  readonly path: string | ((scene: Scene) => string);
  /** Before the page is asked for. */
  readonly before?: (page: Page) => Promise<void>;
  /** Ends when what it is about is on the screen. */
  readonly reach: (page: Page, isPhone: boolean) => Promise<unknown>;
  /** Where it exists at all. */
  readonly only?: 'wide' | 'phone';
}

export const seen = (page: Page, text: string | RegExp) =>
  page.getByText(text).filter({ visible: true }).first().waitFor();
export const rows = (page: Page) => page.getByRole('option').filter({ hasText: '.' }).first().waitFor();
export const loading = (page: Page) =>
  page.locator('main lg-skeleton .rows').filter({ visible: true }).first().waitFor();
export const failure = (page: Page) => page.getByText('req-7f3a').filter({ visible: true }).first().waitFor();
/** A word is the whole name: "Tag" must not find "Add tag" while its own button is not there yet. */
export const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true }).filter({ visible: true }).first().click();

export const host = (page: Page) =>
  page.locator('h1', { hasText: 'web-03.fra1' }).waitFor({ state: 'attached' });
