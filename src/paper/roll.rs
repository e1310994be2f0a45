//! Receipts: the 80 mm of a till's roll, as long as it takes.

use super::Print;
use super::fonts::{Fonts, Style, Text};
use super::page::{Ink, Page, Role, mm};
use super::sheet::within;
use super::table::{self, Sum};
use crate::domain::PaperKind;

const WIDTH: f32 = mm(80.0);
const LEFT: f32 = mm(4.0);
const RIGHT: f32 = mm(76.0);
const TOP: f32 = mm(6.0);
const LOGO: (f32, f32) = (mm(45.0), mm(18.0));
const GAP: f32 = mm(3.0);
const BODY: Style = Style::plain(9.0);
const SMALL: Style = Style::plain(7.5);

/// Lays out the one page.
pub(super) fn lay(print: &Print<'_>, fonts: &mut Fonts) -> Vec<Page> {
    let mut roll = Roll {
        print,
        fonts,
        page: Page::new(WIDTH, 0.0),
        y: TOP,
    };
    roll.head();
    roll.lines();
    roll.rule();
    roll.sums(1, &table::sums(print));
    roll.rule();
    roll.sums(2, &table::money(print));
    roll.page.height = roll.y + TOP;
    vec![roll.page]
}

struct Roll<'a, 'p> {
    print: &'a Print<'p>,
    fonts: &'a mut Fonts,
    page: Page,
    y: f32,
}

impl Roll<'_, '_> {
    /// Puts a text over the whole width, and goes on under it.
    fn put(&mut self, text: &str, style: Style, role: Role) {
        let text = self.fonts.lay(text, style, Some(RIGHT - LEFT));
        let height = text.height();
        self.page.text((LEFT, self.y), text, Ink::Black, role);
        self.y += height;
    }

    fn rule(&mut self) {
        self.y += 4.0;
        self.page.rule((LEFT, self.y), RIGHT - LEFT, 0.5);
        self.y += 5.0;
    }

    /// Who sells, and of which order and day this is.
    fn head(&mut self) {
        let (print, paper) = (self.print, self.print.paper);
        if let Some(size) = paper.logo.as_ref().and_then(|logo| logo.size()) {
            let (width, height) = within(size, LOGO);
            self.page
                .logo(((WIDTH - width) / 2.0, self.y), (width, height));
            self.y += height + 6.0;
        }
        let name = Style::plain(12.0).bold().centred();
        self.put(&paper.seller.name, name, Role::Paragraph);
        let address = paper.seller.address.clone().into_iter();
        for text in address.chain(print.contacts()) {
            self.put(&text, SMALL.centred(), Role::Paragraph);
        }
        self.rule();
        self.put(&print.title(), Style::plain(12.0).bold(), Role::Title);
        let order = format!("{} {}", print.words.order, paper.sold.label);
        self.put(&order, BODY, Role::Paragraph);
        if let PaperKind::Receipt(Some(invoice)) = paper.kind {
            let invoice = format!("{} {invoice}", print.words.invoice);
            self.put(&invoice, BODY, Role::Paragraph);
        }
        self.put(&print.figures.time(paper.at), BODY, Role::Paragraph);
        self.rule();
    }

    fn lines(&mut self) {
        let print = self.print;
        for (row, item) in print.paper.sold.items.iter().enumerate() {
            let amount = print.figures.amount(item.line_total.as_str());
            let amount = self.fonts.lay(&amount, BODY, None);
            let mut under = vec![format!(
                "{} × {}",
                print.figures.quantity(item.quantity),
                print.figures.amount(item.unit_price.as_str())
            )];
            under.extend(table::under(print, item));
            self.row((0, row), &item.product_name, &under, amount, BODY);
        }
    }

    fn sums(&mut self, table: usize, sums: &[Sum]) {
        for (row, sum) in sums.iter().enumerate() {
            let style = match sum.is_total {
                true => Style::plain(12.0).bold(),
                false => BODY,
            };
            let amount = self.fonts.lay(&sum.amount, style, None);
            self.row((table, row), &sum.label, &[], amount, style);
        }
    }

    /// Something at the left, what stands under it, and its amount at the right.
    fn row(
        &mut self,
        (table, row): (usize, usize),
        label: &str,
        under: &[String],
        amount: Text,
        style: Style,
    ) {
        let cell = |column| Role::Cell {
            table,
            row,
            column,
            is_head: false,
        };
        let width = RIGHT - LEFT - amount.width() - GAP;
        let label = self.fonts.lay(label, style, Some(width));
        let mut below = self.y + label.height();
        let amount_y = self.y + (label.baseline() - amount.baseline()).max(0.0);
        self.page.text((LEFT, self.y), label, Ink::Black, cell(0));
        for text in under {
            let text = self.fonts.lay(text, SMALL, Some(width));
            let height = text.height();
            self.page.text((LEFT, below), text, Ink::Grey, cell(0));
            below += height;
        }
        let x = RIGHT - amount.width();
        self.page.text((x, amount_y), amount, Ink::Black, cell(1));
        self.y = below + 2.0;
    }
}
