import type { IconName } from '../../ui/icon';
import type { ThemeChoice } from '../theme';

export const THEME_ICONS: Readonly<Record<ThemeChoice, IconName>> = {
  dark: 'moon',
  light: 'sun',
  system: 'monitor',
};
