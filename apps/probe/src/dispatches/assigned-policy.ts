import fs from 'node:fs';
import { join } from 'node:path';
import { PolicySet } from '@legator/contracts';
import type { z } from 'zod';
import { replaceFile } from '../config/replace-file.js';

/** What the control plane assigned to this host, without the head of the frame that brought it. */
export const AssignedPolicy = PolicySet.omit({ kind: true, probe: true, session: true, n: true });
export type AssignedPolicy = z.infer<typeof AssignedPolicy>;

/** Where it is kept between two runs of the probe. */
export abstract class PolicyFile {
  /** @throws when there is one that cannot be read: what it held back must not be forgotten unnoticed */
  abstract read(): AssignedPolicy | undefined;
  /** @throws when it could not be written */
  abstract write(policy: AssignedPolicy): void;
}

/** Keeps it for as long as the process lives. */
export class MemoryPolicyFile extends PolicyFile {
  private kept: AssignedPolicy | undefined;

  override read(): AssignedPolicy | undefined {
    return this.kept;
  }

  override write(policy: AssignedPolicy): void {
    this.kept = policy;
  }
}

/** `assigned-policy.json` in the data folder, readable by the probe alone. */
export class AssignedPolicyFile extends PolicyFile {
  private readonly path: string;

  constructor(folder: string) {
    super();
    this.path = join(folder, 'assigned-policy.json');
  }

  override read(): AssignedPolicy | undefined {
    if (!fs.existsSync(this.path)) return undefined;
    try {
      return AssignedPolicy.parse(JSON.parse(fs.readFileSync(this.path, 'utf8')));
    } catch (error) {
      const why = (error as Error).message;
      throw new Error(`${this.path} cannot be read, so nobody knows what it holds back: ${why}`, {
        cause: error,
      });
    }
  }

  override write(policy: AssignedPolicy): void {
    replaceFile(this.path, `${JSON.stringify(policy, null, 2)}\n`);
  }
}
