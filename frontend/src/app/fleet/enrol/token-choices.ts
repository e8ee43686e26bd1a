import type { CreateToken } from '../../core/api/models';

/** As chosen and typed; `toBody` reads it. */
export interface TokenChoices {
  /** Seconds. */
  readonly life: number;
  readonly uses: 'one' | 'some' | 'any';
  /** For `some`. */
  readonly count: string;
  readonly tags: string;
  readonly cidr: string;
  /** Id of a site; empty for none. */
  readonly site: string;
}

export type ChoiceFaults = Partial<Record<'count' | 'tags' | 'cidr', string>>;

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const USUAL_CHOICES: TokenChoices = {
  life: 30 * MINUTE,
  uses: 'one',
  count: '10',
  tags: '',
  cidr: '',
  site: '',
};

export const LIVES: readonly { readonly value: number; readonly label: string }[] = [
  { value: 30 * MINUTE, label: '30 minutes' },
  { value: HOUR, label: '1 hour' },
  { value: 8 * HOUR, label: '8 hours' },
  { value: DAY, label: '1 day' },
  { value: 7 * DAY, label: '7 days' },
  { value: 30 * DAY, label: '30 days' },
];

const MOST_USES = 100_000;
const MOST_TAGS = 64;
const LONGEST_TAG = 128;

/** What is wrong with what was typed, by field; empty when nothing is. */
export function faultsOf({ uses, count, tags, cidr }: TokenChoices): ChoiceFaults {
  const hosts = Number(count);
  const isCount = /^\d{1,6}$/.test(count.trim()) && hosts >= 1 && hosts <= MOST_USES;
  const list = tagsOf(tags);
  const tooLong = list.find((tag) => tag.length > LONGEST_TAG);
  return {
    ...(uses === 'some' && !isCount ? { count: `A whole number from 1 to ${MOST_USES}` } : {}),
    ...(list.length > MOST_TAGS ? { tags: `At most ${MOST_TAGS} tags` } : {}),
    ...(tooLong ? { tags: `A tag has at most ${LONGEST_TAG} characters` } : {}),
    ...(cidr.trim() && !isNetwork(cidr.trim()) ? { cidr: 'A network such as 10.0.0.0/8 or fd00::/8' } : {}),
  };
}

export function toBody({ life, uses, count, tags, cidr, site }: TokenChoices): NonNullable<CreateToken> {
  const list = tagsOf(tags);
  return {
    expires_in: life,
    ...(uses === 'any' ? { multi_use: true } : { uses: uses === 'one' ? 1 : Number(count) }),
    ...(list.length > 0 ? { tags: list } : {}),
    ...(cidr.trim() ? { cidr: cidr.trim() } : {}),
    ...(site ? { site } : {}),
  };
}

/** Words between commas or spaces, each once. */
export function tagsOf(text: string): string[] {
  return [...new Set(text.toLowerCase().split(/[\s,]+/))].filter(Boolean);
}

function isNetwork(text: string): boolean {
  const [address = '', bits = '', ...rest] = text.split('/');
  if (rest.length > 0 || !/^\d{1,3}$/.test(bits)) return false;
  if (address.includes(':')) return /^[\da-f:.]{2,45}$/i.test(address) && Number(bits) <= 128;
  const parts = address.split('.');
  return (
    parts.length === 4 &&
    parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255) &&
    Number(bits) <= 32
  );
}
