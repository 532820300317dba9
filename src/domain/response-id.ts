/**
 * A version 7 UUID (RFC 9562, section 5.7) for a run that begins now. One kiosk begins few runs a minute, so 74 random
 * bits are enough, and the counters of the `uuidv7` package would cost the kiosk two kilobytes.
 *
 * @param now Unix milliseconds
 * @param random 10 bytes
 */
export function responseId(now: number, random: Uint8Array): string {
  const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
  const bytes = Array.from(random, (byte, at) =>
    // The version and the variant stand in the upper bits of two of the bytes.
    hex(at === 0 ? (byte & 0x0f) | 0x70 : at === 2 ? (byte & 0x3f) | 0x80 : byte, 2),
  ).join('');
  const text = hex(now, 12) + bytes;
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
