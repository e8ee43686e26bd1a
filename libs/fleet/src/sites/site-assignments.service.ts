import { Injectable } from '@nestjs/common';
import type { AssignedSite, AssignSite } from '@legator/contracts';
import { DirectiveRequests } from '@legator/directives';
import { PROBE_SITE_SET } from './set-site.type.js';

/** Asks for probes to be put into a site, or out of theirs; done when it answers. */
@Injectable()
export class SiteAssignments {
  constructor(private readonly requests: DirectiveRequests) {}

  /** @throws `not_found` for the site; `frozen`; what the rules about sites say */
  async assign(payload: AssignSite): Promise<AssignedSite> {
    const { directive } = await this.requests.request({ type: PROBE_SITE_SET, payload });
    return directive.result as AssignedSite;
  }

  /** @throws `not_found` for the probe as well */
  async assignOne(id: string, site: string | null): Promise<void> {
    await this.assign({ probes: [id], site });
  }
}
