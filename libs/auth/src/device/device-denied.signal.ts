import type { Signal } from '@legator/core';

/** Somebody said no to a command line that asked to act for them. */
export class DeviceDenied implements Signal {
  static readonly type = 'auth.device_denied';
  readonly type = DeviceDenied.type;
  readonly subject;
  readonly summary: string;
  readonly payload;

  constructor(user: { id: string; name: string }, asked: { hostName: string; address: string }) {
    this.subject = { type: 'user', id: user.id };
    this.summary = `${user.name} refused a command line at ${asked.hostName || asked.address}`;
    this.payload = { host_name: asked.hostName, address: asked.address };
  }
}
