/** How the shop sends mail, as it is being typed. */
import type {
  MailSecurity,
  MailSettings,
  MailSettingsPatch,
} from "../../../api/types";

export interface MailDraft {
  host: string;
  port: string;
  security: string;
  user: string;
  /** Empty: the one that is kept. */
  password: string;
  authority: string;
  sender_name: string;
  sender_address: string;
  /** "true" or "false". */
  send_invoices: string;
}

export const mailFields = [
  "host",
  "port",
  "security",
  "user",
  "password",
  "authority",
  "sender_name",
  "sender_address",
  "send_invoices",
] as const satisfies readonly (keyof MailDraft)[];

/** The port that servers mostly have for each encryption. */
const usualPorts: Record<MailSecurity, string> = {
  starttls: "587",
  tls: "465",
  none: "25",
};

export function draftFrom(settings: MailSettings): MailDraft {
  return {
    host: settings.host ?? "",
    port: String(settings.port),
    security: settings.security,
    user: settings.user ?? "",
    password: "",
    authority: settings.authority ?? "",
    sender_name: settings.sender_name ?? "",
    sender_address: settings.sender_address ?? "",
    send_invoices: String(settings.send_invoices),
  };
}

/** Another encryption, with its port, unless the port is an unusual one. */
export function withSecurity(
  draft: MailDraft,
  security: string,
): Partial<MailDraft> {
  const isUsual = Object.values(usualPorts).includes(draft.port.trim());
  const port = usualPorts[security as MailSecurity];
  return isUsual ? { security, port } : { security };
}

interface ReadDraft {
  /** Only what differs. */
  patch: MailSettingsPatch;
  wrong: "port"[];
}

/** What was typed as values, beside what is stored. */
export function readDraft(draft: MailDraft, stored: MailSettings): ReadDraft {
  const patch: MailSettingsPatch = {};
  const optional = [
    "host",
    "user",
    "authority",
    "sender_name",
    "sender_address",
  ] as const;
  for (const field of optional) {
    const text = draft[field].trim() || null;
    if (text !== stored[field]) patch[field] = text;
  }
  if (draft.password !== "") patch.password = draft.password;
  if (draft.security !== stored.security) {
    patch.security = draft.security as MailSecurity;
  }
  const sends = draft.send_invoices === "true";
  if (sends !== stored.send_invoices) patch.send_invoices = sends;
  const port = Number(draft.port.trim());
  const isPort = /^\s*\d{1,5}\s*$/.test(draft.port) && port <= 65_535;
  if (isPort && port !== stored.port) patch.port = port;
  return { patch, wrong: isPort ? [] : ["port"] };
}
