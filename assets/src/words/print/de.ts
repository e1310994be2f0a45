import type { PrintDocument } from "../../lib/print-address";
import type { PrintWords } from "./en";

function printTitle(document: PrintDocument, labels: string[]): string {
  const isSlip = document === "slip";
  const [first] = labels;
  if (first === undefined) return isSlip ? "Packzettel" : "Belege";
  if (labels.length === 1) {
    return isSlip ? `Packzettel ${first}` : `Beleg ${first}`;
  }
  return `${labels.length} ${isSlip ? "Packzettel" : "Belege"}`;
}

const de: PrintWords = {
  name: {
    slip: (label) => `Packzettel zu Bestellung ${label}`,
    receipt: (label) => `Beleg zu Bestellung ${label}`,
  },
  title: printTitle,
  foot: {
    slip: (label) => `Packzettel, Bestellung ${label}`,
    receipt: (label) => `Beleg, Bestellung ${label}`,
  },
  back: "Zurück",
  document: "Dokument",
  paper: "Papier",
  papers: { a4: "A4", "80mm": "80 mm" },
  action: "Drucken",
  loading: "Bestellungen werden geholt",
  nothing: "Nichts zu drucken",
  nothingDetail:
    "Keine dieser Bestellungen ist da. Zurückgehen und andere wählen.",
  missing: (numbers) =>
    numbers.length === 1
      ? `Bestellung ${numbers[0]} wurde nicht gefunden und wird nicht gedruckt.`
      : `Diese Bestellungen wurden nicht gefunden und werden nicht gedruckt: ${numbers.join(", ")}.`,
  tooMany: (most) =>
    `Nur die ersten ${most} Bestellungen werden auf einmal gedruckt.`,
  code: (label) => `Code der Bestellung ${label}`,
  taxNumber: (number) => `Steuernummer ${number}`,
  customer: "Kunde",
  packed: "Gepackt",
  quantity: "Menge",
  product: "Artikel",
  sku: "Artikelnr.",
  note: "Notiz",
  pieces: (_count, text) => `${text} Stück`,
  statusLink: "Hier live sehen, wo die Bestellung steht:",
  statusCode: (number) => `QR-Code: wo Bestellung ${number} steht`,
  withLink: "Statuslink",
  doNotPack: "Nicht packen.",
  unitPrice: "Einzelpreis",
  amount: "Betrag",
  each: (price) => `je ${price}`,
  total: (currency) => `Summe ${currency}`,
  taxHead: { rate: "Satz", net: "Netto", tax: "Steuer", gross: "Brutto" },
  paidBy: (method) => `Bezahlt: ${method}`,
  refundedBy: (method) => `Zurückgegeben: ${method}`,
  open: "Noch zu zahlen",
  status: {
    PENDING: "Noch nicht bezahlt",
    PAID: "Bezahlt",
    FULFILLED: "Bezahlt",
    CANCELLED: "Storniert",
  },
  closing: {
    day: "Tag",
    before: "Der Tag davor",
    after: "Der Tag danach",
    name: (day) => `Tagesabschluss vom ${day}`,
    span: (from, until) => `${from} – ${until}`,
    payments: "Zahlungen",
    method: "Art",
    paid: "Bezahlt",
    refunded: "Zurück",
    left: "Bleibt",
    sum: "Summe",
    credited: "gutgeschrieben",
    taxes: "Steuer",
    taxHelp: "Berechnet, abzüglich Gutschriften",
    rate: "Satz",
    net: "Netto",
    tax: "Steuer",
    gross: "Brutto",
    noTaxes: "Nichts wurde berechnet.",
    orders: "Angenommene Bestellungen",
    status: "Status",
    count: "Anzahl",
    total: "Summe",
    ordersHelp: "Nach ihrem jetzigen Stand",
    signature: "Gezählt von",
  },
};

export default de;
