//! English.

use super::Words;
use crate::domain::PaymentMethod;

pub(super) const WORDS: Words = Words {
    language: "en",
    invoice: "Invoice",
    credit_note: "Credit note",
    receipt: "Receipt",
    date: "Date",
    order: "Order",
    tax_number: "Tax number",
    takes_back: |invoice| format!("This credit note takes back invoice {invoice}."),
    quantity: "Qty",
    product: "Product",
    unit_price: "Unit price",
    tax: "Tax",
    amount: "Amount",
    sku: "SKU",
    discount: "Discount",
    subtotal: "Subtotal",
    total: "Total",
    credited: "Credited",
    plus_tax: |rate| format!("plus {rate} tax"),
    included_tax: |rate, net| format!("incl. {rate} tax on {net} net"),
    paid: |method| match method {
        PaymentMethod::Cash => "Paid in cash",
        PaymentMethod::Card => "Paid by card",
        PaymentMethod::Transfer => "Paid by transfer",
        PaymentMethod::Other => "Paid",
    },
    given_back: |method| match method {
        PaymentMethod::Cash => "Given back in cash",
        PaymentMethod::Card => "Given back by card",
        PaymentMethod::Transfer => "Given back by transfer",
        PaymentMethod::Other => "Given back",
    },
    open: "Still to be paid",
    page: |page, of| format!("Page {page} of {of}"),
    logo: "Logo",
};
