import type { DocumentWords } from "./en";

const de: DocumentWords = {
  ofOrder: "Dokumente",
  invoice: (number) => `Rechnung ${number}`,
  creditNote: (number) => `Gutschrift ${number}`,
  receipt: "Beleg",
  list: "Dokumente",
  number: "Nummer",
  kind: "Art",
  kinds: { invoice: "Rechnung", credit_note: "Gutschrift" },
  anyKind: "Alle Dokumente",
  onlyKind: { invoice: "Rechnungen", credit_note: "Gutschriften" },
  order: "Bestellung",
  buyer: "Kunde",
  date: "Datum",
  total: (currency) => `Summe ${currency}`,
  from: "Von",
  to: "Bis",
  toBeforeFrom: "Vor dem ersten Tag.",
  none: "Noch keine Dokumente",
  noneDetail:
    "Eine Bestellung bekommt ihre Rechnung, wenn sie als bezahlt markiert wird.",
  noneFound: "Damals wurde nichts ausgestellt",
  noneFoundDetail: "Andere Tage wählen, oder alle Dokumente.",
};

export default de;
