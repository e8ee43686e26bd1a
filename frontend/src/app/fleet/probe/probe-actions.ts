import type { IconName } from '../../ui/icon';

/** Something in the menu of a probe. */
export interface ProbeAction {
  readonly id: string;
  readonly text: string;
  readonly icon: IconName;
  readonly tone?: 'bad';
  run(): void;
}
