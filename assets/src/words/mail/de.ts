import type { MailWords } from "./en";

const de: MailWords = {
  title: "E-Mail",
  detail:
    "Rechnungen und Gutschriften gehen über den eigenen Mailserver hinaus. Was er nicht annimmt, wird länger als einen Tag erneut versucht.",
  groups: { server: "Mailserver", sender: "Absender" },
  fields: {
    host: "Server",
    port: "Port",
    security: "Verschlüsselung",
    user: "Benutzername",
    password: "Passwort",
    authority: "Zertifikat, dem vertraut wird",
    sender_name: "Name des Absenders",
    sender_address: "Adresse des Absenders",
    send_invoices: "Rechnungen automatisch senden",
  },
  help: {
    host: "Etwa smtp.example.com. Leer: es wird keine E-Mail gesendet.",
    user: "Leer: niemand meldet sich an.",
    authority:
      "Nur für einen Server mit eigenem Zertifikat: PEM, beginnt mit -----BEGIN CERTIFICATE-----.",
    sender_name: "Leer: der Name des Ladens.",
    send_invoices:
      "Wer eine E-Mail-Adresse hat, bekommt die Rechnung, sobald bezahlt ist, und die Gutschrift bei Stornierung.",
  },
  passwordKept:
    "Ein Passwort ist hinterlegt. Ein anderer Server braucht es neu.",
  securities: {
    starttls: "STARTTLS",
    tls: "TLS",
    none: "Keine, nur im eigenen Netz",
  },
  badPort: "Geben Sie einen Port ein, etwa 587.",
  saved: "E-Mail-Einstellungen gespeichert.",
  test: "Testmail an mich",
  testTook: (to) => `Der Mailserver hat den Test für ${to} angenommen.`,
  paused:
    "Eine Sicherung wurde eingespielt: es wird keine E-Mail gesendet. Was damals wartete, kann inzwischen gesendet sein und geht nicht von selbst noch einmal hinaus.",
  goOn: "Wieder E-Mails senden",
  list: "E-Mails",
  filters: {
    all: "Alle",
    waiting: "Wartend",
    sent: "Gesendet",
    failed: "Fehlgeschlagen",
  },
  filter: "Welche E-Mails",
  none: "Keine E-Mails.",
  states: {
    waiting: "Wartet",
    sent: "Gesendet",
    failed: "Nicht gesendet",
  },
  kinds: {
    invoice: (number) => `Rechnung ${number}`,
    credit_note: (number) => `Gutschrift ${number}`,
    receipt: (order) => `Beleg zu Bestellung ${order}`,
  },
  to: (what, address) => `${what} an ${address}`,
  tries: (count) => (count === 1 ? "1 Versuch" : `${count} Versuche`),
  nextTry: (when) => `nächster Versuch ${when}`,
  by: (name) => `von ${name}`,
  failures: {
    unknown_host: "Der Name des Servers ist nicht bekannt.",
    unreachable: "An diesem Server und Port antwortet niemand.",
    timed_out: "Der Server hat nicht rechtzeitig geantwortet.",
    broken:
      "Die Verbindung brach ab. Vielleicht ist der Port anders verschlüsselt.",
    untrusted: "Dem Zertifikat des Servers ist nicht zu trauen.",
    no_starttls: "Der Server bietet kein STARTTLS. Versuchen Sie TLS.",
    no_sign_in: "Der Server nimmt hier keine Anmeldung mit Passwort an.",
    sign_in_refused: "Der Server hat Benutzername oder Passwort abgelehnt.",
    sender_refused: "Der Server hat die Absenderadresse abgelehnt.",
    put_off: "Der Server hat sie aufgeschoben.",
    recipient_refused: "Der Server hat den Empfänger abgelehnt.",
    message_refused: "Der Server hat die E-Mail abgelehnt.",
    bad_address: "An diese Adresse gehen keine E-Mails.",
    no_document: "Diesen Beleg gibt es nicht mehr.",
    restored:
      "Eine Sicherung wurde eingespielt: sie kann inzwischen gesendet sein.",
  },
  said: (answer) => `Er sagte: ${answer}`,
  sendAgain: "Erneut senden",
  sendThatAgain: (what) => `Erneut senden: ${what}`,
  giveUp: "Aufgeben",
  giveThatUp: (what) => `Aufgeben: ${what}`,
  dialogTitle: (order) => `Per E-Mail senden: Bestellung ${order}`,
  what: "Was",
  receipt: "Beleg",
  address: "An",
  send: "Senden",
  asked: "Sie ist unterwegs.",
  soFar: "Bisherige E-Mails",
  noServer: "Es ist kein Mailserver eingerichtet.",
  toSettings: "In den Einstellungen einrichten",
};

export default de;
