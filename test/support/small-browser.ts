/** As much of a browser as a sign-in needs: keeps cookies by origin, follows redirects, and tells where it went. */
export class SmallBrowser {
  /** By origin, then by name. */
  readonly cookies = new Map<string, Map<string, string>>();
  /** Every address it was sent to, the first one too. */
  visited: string[] = [];

  /** Goes there and wherever it is sent, until somebody answers with something else, or `until` says to stop. */
  async open(
    address: string,
    until: (url: URL) => boolean = () => false,
  ): Promise<{ url: URL; answer: Response }> {
    let url = new URL(address);
    this.visited = [];
    for (let hops = 0; hops < 20; hops += 1) {
      this.visited.push(url.href);
      const answer = await this.fetch(url);
      const location = answer.headers.get('location');
      if (location === null) return { url, answer };
      await answer.body?.cancel();
      url = new URL(location, url);
      if (until(url)) return { url, answer };
    }
    throw new Error(`It is sent around in circles: ${this.visited.join(' → ')}`);
  }

  async fetch(url: URL, init: RequestInit = {}): Promise<Response> {
    const jar = this.cookies.get(url.origin) ?? new Map<string, string>();
    this.cookies.set(url.origin, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(cookie ? { cookie } : {}), accept: 'text/html', ...(init.headers as object) };
    const answer = await fetch(url, { redirect: 'manual', ...init, headers });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';', 1);
      const at = pair.indexOf('=');
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  }

  cookie(origin: string, name: string): string | undefined {
    return this.cookies.get(origin)?.get(name);
  }
}
