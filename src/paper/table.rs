//! What both kinds of paper say of an order: its lines, its sums and its money, as texts.

use super::Print;
use crate::domain::{PaperKind, PaymentKind, SoldDiscount, SoldItem};

/// What stands under a line's name: its SKU, and what is taken off it.
pub(super) fn under(print: &Print<'_>, item: &SoldItem) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(sku) = &item.sku {
        lines.push(format!("{} {sku}", print.words.sku));
    }
    if let Some(discount) = &item.discount {
        let amount = print.figures.minus(discount.amount.as_str());
        lines.push(format!("{} {amount}", discount_label(print, discount)));
    }
    lines
}

fn discount_label(print: &Print<'_>, discount: &SoldDiscount) -> String {
    match discount.rate {
        Some(rate) => format!("{} {}", print.words.discount, print.figures.rate(rate)),
        None => print.words.discount.to_owned(),
    }
}

/// Whether the order has any tax to tell of.
pub(super) fn is_taxed(print: &Print<'_>) -> bool {
    let mut taxes = print.paper.sold.taxes.iter();
    taxes.any(|tax| tax.rate.basis_points() > 0)
}

/// A sum: what it is called, and the amount.
pub(super) struct Sum {
    pub label: String,
    pub amount: String,
    pub is_total: bool,
}

impl Sum {
    fn new(label: impl Into<String>, amount: String) -> Self {
        Self {
            label: label.into(),
            amount,
            is_total: false,
        }
    }
}

/// From the lines to the total, and the tax in it.
pub(super) fn sums(print: &Print<'_>) -> Vec<Sum> {
    let (sold, words, figures) = (&print.paper.sold, print.words, &print.figures);
    let mut sums = Vec::new();
    let taxes = sold.taxes.iter().filter(|tax| tax.rate.basis_points() > 0);
    let (added, included): (Vec<_>, Vec<_>) = taxes.partition(|_| !sold.prices_include_tax);
    if sold.discount.is_some() || !added.is_empty() {
        let subtotal = figures.amount(sold.subtotal.as_str());
        sums.push(Sum::new(words.subtotal, subtotal));
    }
    if let Some(discount) = &sold.discount {
        let amount = figures.minus(discount.amount.as_str());
        sums.push(Sum::new(discount_label(print, discount), amount));
    }
    for tax in added {
        let label = (words.plus_tax)(&figures.rate(tax.rate));
        sums.push(Sum::new(label, figures.amount(tax.tax.as_str())));
    }
    let total = match print.paper.kind {
        PaperKind::CreditNote { .. } => words.credited,
        PaperKind::Invoice(_) | PaperKind::Receipt(_) => words.total,
    };
    sums.push(Sum {
        is_total: true,
        ..Sum::new(total, figures.money(sold.total.as_str()))
    });
    for tax in included {
        let net = figures.amount(tax.net.as_str());
        let label = (words.included_tax)(&figures.rate(tax.rate), &net);
        sums.push(Sum::new(label, figures.amount(tax.tax.as_str())));
    }
    sums
}

/// What was paid and given back, and when.
pub(super) fn money(print: &Print<'_>) -> Vec<Sum> {
    let payments = print.paper.payments.iter().map(|payment| {
        let amount = payment.amount.to_string();
        let (what, amount) = match payment.kind {
            PaymentKind::Payment => (
                (print.words.paid)(payment.method),
                print.figures.amount(&amount),
            ),
            PaymentKind::Refund => (
                (print.words.given_back)(payment.method),
                print.figures.minus(&amount),
            ),
        };
        let mut label = format!("{what}, {}", print.figures.date(payment.at));
        if let Some(reference) = &payment.reference {
            label = format!("{label} · {reference}");
        }
        Sum::new(label, amount)
    });
    let mut sums: Vec<_> = payments.collect();
    let open = print.paper.sold.open(print.paper.currency);
    if let (PaperKind::Receipt(_), Some(open)) = (print.paper.kind, open) {
        let amount = print.figures.amount(&open.to_string());
        sums.push(Sum::new(print.words.open, amount));
    }
    sums
}
