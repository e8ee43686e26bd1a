/**
 * Decodes base64url without padding that stands for exactly `bytes` bytes, or returns undefined. Node's own decoder
 * forgives foreign letters, padding and stray last bits, and would give one signature many spellings.
 */
export function decodeExactly(text: string, bytes: number): Buffer | undefined {
  const decoded = Buffer.from(text, 'base64url');
  return decoded.length === bytes && decoded.toString('base64url') === text ? decoded : undefined;
}
