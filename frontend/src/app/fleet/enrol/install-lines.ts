import type { CreatedToken } from '../../core/api/models';

export const PLATFORMS = ['linux', 'container'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** What is run where the probe is to live, in this order. */
export function installLines(platform: Platform, made: CreatedToken): readonly string[] {
  if (platform === 'linux') return [made.install_command];
  return [
    'docker build -t legator/probe -f deploy/containers/probe.Dockerfile .',
    `docker run -d --name legator-probe --restart unless-stopped --init ` +
      `-e LEGATOR_SERVER_URL=${serverOf(made)} -e LEGATOR_TOKEN=${made.token} ` +
      `-v legator-probe:/etc/legator legator/probe`,
  ];
}

/** The address that the line gives to the host, as it stands there: a word of a shell. */
export function serverOf({ install_command }: CreatedToken): string {
  return /--server ('[^']*'|\S+)/.exec(install_command)?.[1] ?? location.origin;
}

/** Whether only this very machine reaches the address. */
export function isLocalOnly(made: CreatedToken): boolean {
  try {
    const { hostname } = new URL(serverOf(made).replaceAll("'", ''));
    return hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
  } catch {
    return false;
  }
}
