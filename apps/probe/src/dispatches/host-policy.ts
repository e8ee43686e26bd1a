import { lower, type Level } from '@legator/contracts';

/**
 * What may run on this host, and what of it without a person. Ceiling and local level come from the config file and
 * stay as they are; the control plane's policy can only ask for less than they allow.
 */
export class HostPolicy {
  private granted: Level = 'observe';

  constructor(
    /** What may ever run here, approved or not. */
    readonly ceiling: Level,
    private readonly local: Level = ceiling,
  ) {}

  /** The host's own limit on what runs without a person, whatever the control plane says. */
  get own(): Level {
    return lower(this.ceiling, this.local);
  }

  /** What runs without a person now. */
  get level(): Level {
    return lower(this.own, this.granted);
  }

  /** The control plane's policy, as its welcome says. */
  adopt(level: Level): void {
    this.granted = level;
  }
}
