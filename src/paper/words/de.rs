//! German.

use super::Words;
use crate::domain::PaymentMethod;

pub(super) const WORDS: Words = Words {
    language: "de",
    invoice: "Rechnung",
    credit_note: "Gutschrift",
    receipt: "Beleg",
    date: "Datum",
    order: "Bestellung",
    tax_number: "Steuernummer",
    takes_back: |invoice| format!("Diese Gutschrift nimmt Rechnung {invoice} zurück."),
    quantity: "Menge",
    product: "Artikel",
    unit_price: "Einzelpreis",
    tax: "Steuer",
    amount: "Betrag",
    sku: "Artikelnr.",
    discount: "Rabatt",
    subtotal: "Zwischensumme",
    total: "Summe",
    credited: "Gutgeschrieben",
    plus_tax: |rate| format!("zzgl. {rate} Steuer"),
    included_tax: |rate, net| format!("inkl. {rate} Steuer auf {net} netto"),
    paid: |method| match method {
        PaymentMethod::Cash => "Bar bezahlt",
        PaymentMethod::Card => "Mit Karte bezahlt",
        PaymentMethod::Transfer => "Per Überweisung bezahlt",
        PaymentMethod::Other => "Bezahlt",
    },
    given_back: |method| match method {
        PaymentMethod::Cash => "Bar zurückgegeben",
        PaymentMethod::Card => "Auf Karte zurückgegeben",
        PaymentMethod::Transfer => "Per Überweisung zurückgegeben",
        PaymentMethod::Other => "Zurückgegeben",
    },
    open: "Noch zu zahlen",
    page: |page, of| format!("Seite {page} von {of}"),
    logo: "Logo",
};
