import { overlap, overlapsFolder, tokensOfRule, tokensOfWord, type Tokens } from './glob-overlap.js';
import { fitsGlob } from './glob.js';
import { DRIVE, isPath, meantPath, readingsOf } from './meant-path.js';
import { isGlob, nearest } from './path-globs.js';

/** How sure it is that something is meant: `perhaps` where nobody can tell. */
export type Touch = 'surely' | 'perhaps' | 'no';

/** A path, with what is worked out of it at most once for however many rules. */
class Place {
  /** As a folder, in small letters. */
  readonly folder: string;
  readonly isGlob: boolean;
  private words: Tokens | undefined;
  private rest: Place | undefined;

  constructor(readonly path: string) {
    this.folder = `${path.replace(/\/$/, '').toLowerCase()}/`;
    this.isGlob = isGlob(path);
  }

  get tokens(): Tokens {
    return (this.words ??= tokensOfWord(this.path));
  }

  get withoutDrive(): Place {
    return (this.rest ??= new Place(this.path.replace(DRIVE, '')));
  }
}

/** The same for the pattern of a rule. */
class Pattern {
  private readonly drive: string;
  private readonly inside: string;
  private readonly below: string;
  /** Up to the first wildcard: all folders in which the rule begins for sure. */
  private readonly upTo: string;
  private readonly isRooted: boolean;
  private readonly tokens = new Map<string, Tokens>();
  private rest: Pattern | undefined;

  constructor(readonly text: string) {
    this.drive = DRIVE.exec(text)?.[0] ?? '';
    this.inside = `${text.replace(/\/$/, '')}/`;
    this.below = `${this.inside}*`;
    this.upTo = /^[^*?]*\//.exec(this.inside)?.[0].toLowerCase() ?? '';
    this.isRooted = text[this.drive.length] === '/';
  }

  /** Both, without a drive where only one of them names one: it may be that one. */
  against(place: Place): { pattern: Pattern; place: Place; isSame: boolean } {
    if (!this.isRooted || (this.drive !== '') === DRIVE.test(place.path))
      return { pattern: this, place, isSame: true };
    this.rest ??= new Pattern(this.text.slice(this.drive.length));
    return { pattern: this.rest, place: place.withoutDrive, isSame: false };
  }

  fits(place: Place): Touch {
    if (isSure(this.text, place.path)) return 'surely';
    return this.mayMeet(this.text, place) ? 'perhaps' : 'no';
  }

  touches(place: Place): Touch {
    if (isSure(this.text, place.path) || isSure(this.below, place.path) || this.upTo.startsWith(place.folder))
      return 'surely';
    const may = this.mayMeet(this.text, place) || this.mayMeet(this.below, place) || this.begins(place);
    return may ? 'perhaps' : 'no';
  }

  /** Whether a path is a folder in which the rule begins. Of the rule, `*` is one folder here, and not any depth. */
  begins(place: Place): boolean {
    if (!this.isRooted) return false;
    if (place.path === `${this.drive}/`) return true;
    if (!place.isGlob && !isGlob(this.text)) return this.text.toLowerCase().startsWith(place.folder);
    const folders = this.tokensOf('folders', () => tokensOfWord(this.text));
    return overlapsFolder(folders, place.tokens);
  }

  private mayMeet(text: string, place: Place): boolean {
    return (
      place.isGlob &&
      overlap(
        this.tokensOf(text, () => tokensOfRule(text)),
        place.tokens,
      )
    );
  }

  private tokensOf(key: string, read: () => Tokens): Tokens {
    const tokens = this.tokens.get(key) ?? read();
    this.tokens.set(key, tokens);
    return tokens;
  }
}

/** A word that was read once as all the paths that it may mean, for however many rules. */
export class MeantPath {
  /** Nobody says whose home it is. */
  readonly isHome: boolean;
  readonly readings: readonly { readonly place: Place; readonly follows: boolean }[];

  constructor(target: string, kind?: string) {
    this.isHome = target.startsWith('~');
    this.readings = readingsOf(target, kind).map(({ path, follows }) => ({
      place: new Place(path),
      follows,
    }));
  }
}

/** The pattern of a rule about paths, read once for however many of them. */
export class PathRule {
  private readonly kept: Pattern;
  private readonly followed: Pattern;
  private readonly isAll: boolean;

  constructor(pattern: string) {
    this.isAll = /^\*+$/.test(pattern);
    this.kept = new Pattern(meantPattern(pattern, false));
    const led = meantPattern(pattern, true);
    // A rule about a link that may lead anywhere is about that link, and not about everything.
    this.followed = led === this.kept.text || led.startsWith('/**') ? this.kept : new Pattern(led);
  }

  /** Whether a path is one that the rule is about. */
  fits(target: MeantPath): Touch {
    return strictest(this.each(target, (pattern, place) => pattern.fits(place)));
  }

  /** Whether it is, whatever the word may mean. For Linux, `/SRV` is not `/srv`; paths with a drive have no case. */
  allows(target: MeantPath): boolean {
    const found = this.each(target, (pattern, place) =>
      isSure(pattern.text, place.path, !DRIVE.test(place.path)) ? 'surely' : 'no',
    );
    return found.every((touch) => touch === 'surely');
  }

  /** Whether a folder is one in which there may be what the rule is about. */
  holds(target: MeantPath): boolean {
    return this.each(target, (pattern, place) => (pattern.begins(place) ? 'perhaps' : 'no')).some(isTouch);
  }

  /** Whether a path is the guarded one, below it or above it: who removes `/etc` removes `/etc/ssl`. */
  guards(target: MeantPath): Touch {
    return strictest(this.each(target, (pattern, place) => pattern.touches(place)));
  }

  private each({ readings, isHome }: MeantPath, look: (pattern: Pattern, place: Place) => Touch): Touch[] {
    return readings.map(({ place: whole, follows }) => {
      const { pattern, place, isSame } = (follows ? this.followed : this.kept).against(whole);
      const touch = look(pattern, place);
      return touch === 'surely' && (!isSame || (isHome && !this.isAll)) ? 'perhaps' : touch;
    });
  }
}

/** Whether a text fits, and whatever it may stand for as well: only a star takes all of what a pattern is filled with. */
export function isSure(pattern: string, text: string, isExact = false): boolean {
  if (!isGlob(text)) return fitsGlob(pattern, text, isExact);
  return !pattern.includes('?') && [text, nearest(text)].every((one) => fitsGlob(pattern, one, isExact));
}

/** Whether something that a pattern among the words may stand for is what the rule is about. */
export function mayMeet(pattern: string, text: string): boolean {
  return isGlob(text) && overlap(tokensOfRule(pattern), tokensOfWord(text));
}

/** The same for the pattern of a rule: one that begins with a wildcard stays as it is. */
function meantPattern(pattern: string, follows: boolean): string {
  return isPath(pattern) && !/^[*?]/.test(pattern) ? meantPath(pattern, { follows }) : pattern;
}

function strictest(found: readonly Touch[]): Touch {
  if (found.includes('surely')) return 'surely';
  return found.includes('perhaps') ? 'perhaps' : 'no';
}

function isTouch(touch: Touch): boolean {
  return touch !== 'no';
}
