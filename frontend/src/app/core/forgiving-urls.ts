import { DefaultUrlSerializer, type UrlTree } from '@angular/router';

/**
 * Reads addresses that no browser would make, such as "/100%": a percent sign that begins nothing stands for itself.
 * So a mistyped address is a page that is not found, and no failure of the console.
 */
export class ForgivingUrls extends DefaultUrlSerializer {
  override parse(url: string): UrlTree {
    try {
      return super.parse(url);
    } catch (cause) {
      if (!(cause instanceof URIError)) throw cause;
      return super.parse(url.replaceAll('%', '%25'));
    }
  }
}
