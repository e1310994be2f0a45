/** Where the reader is: whoever has a link may be far from the shop. */
export const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
