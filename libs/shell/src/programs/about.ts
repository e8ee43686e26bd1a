/** What nearly every program prints about itself. */
export const ABOUT = '--help --version';

/** When something is done for a terminal only. */
export const WHEN = 'choice:always|never|auto|yes|no|none|tty|if-tty|force';
