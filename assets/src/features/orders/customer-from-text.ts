export interface CustomerFields {
  name: string;
  email: string;
  phone: string;
}

/** What was searched for is a name, an email or a phone number; it is not typed twice. */
export function customerFromText(text: string): CustomerFields {
  const empty = { name: "", email: "", phone: "" };
  if (/^\S+@\S+$/.test(text)) return { ...empty, email: text };
  if (/^[\d\s+()/.-]{5,}$/.test(text)) return { ...empty, phone: text };
  return { ...empty, name: text };
}
