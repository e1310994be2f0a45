/**
 * Tells a barcode scanner from a person. A scanner is a keyboard that types a code and
 * Enter, every key a few milliseconds behind the one before; nobody types like that.
 */

export interface Burst {
  text: string;
  from: number;
  last: number;
}

/** Milliseconds between two keys that end a burst, and the most that its keys may take on average. */
const longestGapMs = 150;
const averageGapMs = 60;

/** The burst after one more character; it begins anew after a pause. */
export function afterKey(
  burst: Burst | null,
  character: string,
  at: number,
): Burst {
  return burst && at - burst.last <= longestGapMs
    ? { text: burst.text + character, from: burst.from, last: at }
    : { text: character, from: at, last: at };
}

/** The code that was scanned, when the Enter at this time ends a burst that is one. */
export function scannedCode(
  burst: Burst | null,
  enterAt: number,
): string | null {
  if (!burst || enterAt - burst.last > longestGapMs) return null;
  const isFast = enterAt - burst.from <= averageGapMs * burst.text.length;
  return isFast && isCode(burst.text) ? burst.text : null;
}

/** Names are words; what is printed as bars has digits and no space. */
function isCode(text: string): boolean {
  return text.length >= 3 && /\d/.test(text) && !/\s/.test(text);
}

/** In a field for a quantity, a few digits are a quantity however fast they came. */
export function couldBeQuantity(text: string): boolean {
  return /^\d{1,3}$/.test(text);
}

/** Likewise in a field for a price, a tax rate or a discount. */
export function couldBeAmount(text: string): boolean {
  return /^\d{1,6}([.,]\d{0,3})?%?$/.test(text);
}
