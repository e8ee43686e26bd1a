import type { Page } from 'playwright-core';

/** What a page of somebody else's tries. */
export interface Attempt {
  readonly method: string;
  readonly path: string;
  readonly mode: 'cors' | 'no-cors';
  /** `text/plain` needs no leave from the server, `application/json` does. */
  readonly type?: 'text/plain' | 'application/json';
  readonly body?: string;
}

export type SocketEnd = 'open' | 'refused';

/** Sends all of them with the browser's cookies. @returns those whose answer the page could read */
export function fetchAll(page: Page, base: string, attempts: readonly Attempt[]): Promise<string[]> {
  return page.evaluate(
    async ({ base, attempts }) => {
      const readable: string[] = [];
      const one = async ({ method, path, mode, type, body }: (typeof attempts)[number]) => {
        const stop = new AbortController();
        const headers = type ? { 'content-type': type } : {};
        const options = { method, mode, headers, credentials: 'include', signal: stop.signal } as const;
        try {
          const answer = await fetch(base + path, body === undefined ? options : { ...options, body });
          if (answer.type !== 'opaque' || answer.status !== 0 || answer.body !== null)
            readable.push(`${mode} ${method} ${path}: ${answer.status}`);
        } catch {
          // As it should be: the browser keeps the answer from the page, or the request from the server.
        }
        stop.abort();
      };
      await Promise.all(attempts.map(one));
      return readable;
    },
    { base, attempts },
  );
}

/** Posts a form to each into a hidden frame. @returns those whose answer the page could read */
export function postForms(
  page: Page,
  base: string,
  posts: readonly { path: string; body: string }[],
): Promise<string[]> {
  return page.evaluate(
    async ({ base, posts }) => {
      const { document } = globalThis as any;
      const one = async ({ path, body }: (typeof posts)[number], number: number) => {
        const frame = document.createElement('iframe');
        frame.name = `hidden-${number}`;
        frame.hidden = true;
        const form = document.createElement('form');
        Object.assign(form, {
          method: 'post',
          action: base + path,
          enctype: 'text/plain',
          target: frame.name,
        });
        // The browser writes `name=value`; so it is JSON as long as something may be ignored at its end.
        const field = document.createElement('input');
        field.name = body === '{}' ? '{"x":"' : `${body.slice(0, -1)},"x":"`;
        field.value = '"}';
        form.append(field);
        document.body.append(frame, form);
        const loaded = new Promise((done) => frame.addEventListener('load', done));
        form.submit();
        await loaded;
        return frame.contentDocument === null || frame.contentDocument.URL === 'about:blank' ? [] : [path];
      };
      return (await Promise.all(posts.map(one))).flat();
    },
    { base, posts },
  );
}

/** Asks for each as a script, a frame and a stream of events. @returns those that came to something */
export function embedAll(page: Page, base: string, paths: readonly string[]): Promise<string[]> {
  return page.evaluate(
    async ({ base, paths }) => {
      const { document } = globalThis as any;
      // What becomes a download is over without a word, and a stream never is.
      const until = (start: (done: (what: string[]) => void) => void) =>
        new Promise<string[]>((done) => (start(done), setTimeout(done, 5_000, [])));
      const script = (path: string) =>
        until((done) => {
          const element = document.createElement('script');
          element.onload = () => done([`script ${path}`]);
          element.onerror = () => done([]);
          element.src = base + path;
          document.head.append(element);
        });
      const frame = (path: string) =>
        until((done) => {
          const element = document.createElement('iframe');
          element.onload = () => done(element.contentDocument === null ? [] : [`frame ${path}`]);
          element.src = base + path;
          document.body.append(element);
        });
      const events = (path: string) =>
        until((done) => {
          const source = new EventSource(base + path, { withCredentials: true });
          const end = (what: string[]) => (source.close(), done(what));
          source.onopen = source.onmessage = () => end([`events ${path}`]);
          source.onerror = () => end([]);
        });
      const found: string[] = [];
      for (const embed of [script, frame, events])
        found.push(...(await Promise.all(paths.map(embed))).flat());
      return found;
    },
    { base, paths },
  );
}

/** Opens a socket with these sub-protocols. */
export function openSocket(page: Page, url: string, protocols: readonly string[]): Promise<SocketEnd> {
  return page.evaluate(
    ({ url, protocols }) =>
      new Promise<SocketEnd>((done) => {
        const socket = new WebSocket(url, [...protocols]);
        socket.onopen = () => (socket.close(), done('open'));
        socket.onerror = () => done('refused');
      }),
    { url, protocols },
  );
}
