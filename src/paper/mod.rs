//! Paper: invoices, credit notes and receipts as PDF.
//!
//! The same [`Paper`] gives the same bytes, whenever and wherever it is printed: no clock, no fonts of the machine, no
//! chance. What comes out is PDF/A-2a, for keeping: fonts embedded, text that can be searched and copied, its structure
//! told to who can't see it.
//!
//! 1. `words` has what is printed beside the shop's own words, `figures` how numbers and dates are written.
//! 2. `fonts` unpacks the fonts that the paper's letters need and turns text into placed glyphs.
//! 3. `sheet` (A4) and `roll` (a till's 80 mm) put text, rules and the logo where they belong.
//! 4. `pdf` writes the pages, and `structure` in which order they are read.

mod figures;
mod fonts;
mod page;
mod pdf;
mod roll;
mod sheet;
mod structure;
mod table;
mod words;

#[cfg(test)]
mod tests;

use jiff::tz::TimeZone;

use crate::domain::{Paper, PaperKind, Seller};
use crate::error::Result;
use figures::Figures;
use fonts::Fonts;
use words::Words;

/// Prints a paper. `default_zone` is where the shop is now, for papers that do not say where they were given out.
///
/// # Errors
/// [`crate::error::Error::Internal`]: it can't be printed, which no text that the shop can have brings about.
pub fn print(paper: &Paper, default_zone: &TimeZone) -> Result<Vec<u8>> {
    let words = words::of(paper.seller.language);
    let known = paper.timezone.as_deref();
    let zone = known.and_then(|name| TimeZone::get(name).ok());
    let print = Print {
        paper,
        words,
        figures: Figures {
            language: paper.seller.language,
            currency: paper.currency,
            zone: zone.unwrap_or_else(|| default_zone.clone()),
        },
    };
    let mut fonts = Fonts::for_letters(print.letters());
    let pages = match paper.kind {
        PaperKind::Invoice(_) | PaperKind::CreditNote { .. } => sheet::lay(&print, &mut fonts),
        PaperKind::Receipt(_) => roll::lay(&print, &mut fonts),
    };
    pdf::write(&print, &pages, &mut fonts)
}

/// What is printed, and in which words.
struct Print<'p> {
    paper: &'p Paper,
    words: &'static Words,
    figures: Figures,
}

impl Print<'_> {
    /// Its heading: `Invoice 17`.
    fn title(&self) -> String {
        match self.paper.kind {
            PaperKind::Invoice(number) => format!("{} {number}", self.words.invoice),
            PaperKind::CreditNote { number, .. } => format!("{} {number}", self.words.credit_note),
            PaperKind::Receipt(_) => self.words.receipt.to_owned(),
        }
    }

    /// Every text that others wrote, for the letters in it.
    fn letters(&self) -> impl Iterator<Item = char> {
        let seller = &self.paper.seller;
        let buyer = self.paper.buyer.iter().flat_map(|buyer| {
            [
                Some(&buyer.name),
                buyer.address.as_ref(),
                buyer.email.as_ref(),
            ]
        });
        let items = self.paper.sold.items.iter();
        let items = items.flat_map(|item| [Some(&item.product_name), item.sku.as_ref()]);
        let payments = self.paper.payments.iter();
        let payments = payments.map(|payment| payment.reference.as_ref());
        let own = [
            Some(&seller.name),
            seller.address.as_ref(),
            seller.phone.as_ref(),
            seller.email.as_ref(),
            seller.website.as_ref(),
            seller.tax_number.as_ref(),
            Some(&self.paper.sold.label),
        ];
        let texts = own.into_iter().chain(buyer).chain(items).chain(payments);
        texts.flatten().flat_map(|text| text.chars())
    }

    /// Where the shop is reached, a line each.
    fn contacts(&self) -> Vec<String> {
        let Seller {
            phone,
            email,
            website,
            tax_number,
            ..
        } = &self.paper.seller;
        let mut lines: Vec<_> = [phone, email, website]
            .into_iter()
            .flatten()
            .cloned()
            .collect();
        if let Some(number) = tax_number {
            lines.push(format!("{} {number}", self.words.tax_number));
        }
        lines
    }
}
