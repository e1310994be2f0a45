//! Invoices and credit notes: A4, with the address where an envelope has its window (DIN 5008, form B).

mod lines;

use super::Print;
use super::fonts::{Fonts, Style, Text};
use super::page::{Ink, Page, Role, mm};
use super::table::{self, Sum};
use crate::domain::PaperKind;

const WIDTH: f32 = mm(210.0);
const HEIGHT: f32 = mm(297.0);
const LEFT: f32 = mm(25.0);
const RIGHT: f32 = mm(190.0);
/// Where the text of a page ends, and where its foot stands.
const BOTTOM: f32 = mm(270.0);
const FOOT: f32 = mm(280.0);
/// The seller's column at the right.
const ASIDE: f32 = mm(125.0);
/// The window: where the address begins, and how wide it is.
const WINDOW: f32 = mm(45.0);
const WINDOW_WIDTH: f32 = mm(85.0);
const TITLE: f32 = mm(98.0);
/// Where pages after the first begin.
const NEXT: f32 = mm(28.0);
/// The most room that the logo takes.
const LOGO: (f32, f32) = (mm(70.0), mm(22.0));

const GAP: f32 = mm(4.0);
const HAIR: f32 = 0.4;
const BODY: Style = Style::plain(9.5);
const SMALL: Style = Style::plain(8.0);

/// Lays out the pages.
pub(super) fn lay(print: &Print<'_>, fonts: &mut Fonts) -> Vec<Page> {
    let mut sheet = Sheet {
        print,
        fonts,
        pages: vec![Page::new(WIDTH, HEIGHT)],
        y: 0.0,
    };
    sheet.head();
    sheet.address();
    sheet.title();
    sheet.lines();
    sheet.sums(1, &table::sums(print), true);
    sheet.sums(2, &table::money(print), false);
    sheet.feet();
    sheet.pages
}

struct Sheet<'a, 'p> {
    print: &'a Print<'p>,
    fonts: &'a mut Fonts,
    pages: Vec<Page>,
    /// How far the page in hand is written on.
    y: f32,
}

impl Sheet<'_, '_> {
    fn text(&mut self, text: &str, style: Style, width: f32) -> Text {
        self.fonts.lay(text, style, Some(width))
    }

    /// Puts a text on the page in hand, and gives its height.
    fn put(&mut self, at: (f32, f32), text: Text, ink: Ink, role: Role) -> f32 {
        let height = text.height();
        if let Some(page) = self.pages.last_mut() {
            page.text(at, text, ink, role);
        }
        height
    }

    /// Puts a text so that it ends at the right.
    fn put_right(&mut self, (right, y): (f32, f32), text: Text, ink: Ink, role: Role) -> f32 {
        let left = right - text.width();
        self.put((left, y), text, ink, role)
    }

    fn rule(&mut self, y: f32, left: f32, thickness: f32) {
        if let Some(page) = self.pages.last_mut() {
            page.rule((left, y), RIGHT - left, thickness);
        }
    }

    /// The logo at the left, and at the right who sells.
    fn head(&mut self) {
        let print = self.print;
        let seller = &print.paper.seller;
        let top = mm(15.0);
        let is_shown = print.paper.logo.as_ref().and_then(|logo| logo.size());
        if let Some((page, size)) = self.pages.last_mut().zip(is_shown) {
            page.logo((LEFT, top), within(size, LOGO));
        }
        let width = RIGHT - ASIDE;
        let name = self.text(&seller.name, Style::plain(12.0).bold(), width);
        let mut y = top + self.put((ASIDE, top), name, Ink::Black, Role::Paragraph) + 3.0;
        let address = seller.address.clone().into_iter();
        for (index, text) in address.chain(print.contacts()).enumerate() {
            // The address and the ways to reach the shop are two things.
            y += if index == 1 && seller.address.is_some() {
                3.0
            } else {
                0.0
            };
            let text = self.text(&text, SMALL, width);
            y += self.put((ASIDE, y), text, Ink::Grey, Role::Paragraph);
        }
        self.y = y;
    }

    /// Who buys, under one line that says where the envelope comes from.
    fn address(&mut self) {
        let Some(buyer) = &self.print.paper.buyer else {
            return;
        };
        let seller = &self.print.paper.seller;
        let address = seller.address.iter().flat_map(|address| address.lines());
        let sender: Vec<_> = [seller.name.as_str()].into_iter().chain(address).collect();
        let sender = self.fonts.lay(&sender.join(" · "), Style::plain(6.5), None);
        // A sender that does not fit into the window says nothing there.
        if sender.width() <= WINDOW_WIDTH {
            let y = WINDOW + mm(12.7) - sender.height();
            self.put((LEFT, y), sender, Ink::Grey, Role::Ornament);
        }
        let mut y = WINDOW + mm(14.0);
        let name = self.text(&buyer.name, Style::plain(10.5), WINDOW_WIDTH);
        y += self.put((LEFT, y), name, Ink::Black, Role::Paragraph);
        if let Some(address) = &buyer.address {
            let address = self.text(address, Style::plain(10.5), WINDOW_WIDTH);
            y += self.put((LEFT, y), address, Ink::Black, Role::Paragraph);
        }
        self.y = self.y.max(y);
    }

    /// The heading, with the day and the order.
    fn title(&mut self) {
        let (print, paper) = (self.print, self.print.paper);
        let mut y = (self.y + mm(8.0)).max(TITLE);
        let title = self.text(&print.title(), Style::plain(20.0).bold(), RIGHT - LEFT);
        y += self.put((LEFT, y), title, Ink::Black, Role::Title) + 4.0;
        let date = print.figures.date(paper.at);
        let facts = [(print.words.date, date.as_str())].into_iter();
        let facts = facts.chain([(print.words.order, paper.sold.label.as_str())]);
        let mut x = LEFT;
        let mut bottom = y;
        for (label, value) in facts {
            let label = self.fonts.lay(label, SMALL, None);
            let value = self.text(value, BODY, RIGHT - x);
            let width = label.width().max(value.width());
            let under = y + self.put((x, y), label, Ink::Grey, Role::Paragraph);
            bottom = bottom.max(under + self.put((x, under), value, Ink::Black, Role::Paragraph));
            x += width + mm(10.0);
        }
        y = bottom + mm(6.0);
        if let PaperKind::CreditNote { invoice, .. } = paper.kind {
            let text = (print.words.takes_back)(invoice);
            let text = self.text(&text, BODY, RIGHT - LEFT);
            y += self.put((LEFT, y), text, Ink::Black, Role::Paragraph) + mm(4.0);
        }
        self.y = y;
    }

    /// Sums at the right, on one page; with a rule over the total.
    fn sums(&mut self, table: usize, sums: &[Sum], is_first: bool) {
        if sums.is_empty() {
            return;
        }
        self.y += if is_first { 6.0 } else { mm(6.0) };
        let height: f32 = sums.iter().map(|sum| size(sum) * 1.9).sum();
        if self.y + height > BOTTOM {
            self.next_page();
        }
        let amounts = sums.iter().map(|sum| {
            let style = Style::plain(size(sum));
            let style = if sum.is_total { style.bold() } else { style };
            self.fonts.lay(&sum.amount, style, None)
        });
        let amounts: Vec<_> = amounts.collect();
        for (row, (sum, amount)) in sums.iter().zip(amounts).enumerate() {
            self.put_sum(sum, amount, (table, row));
        }
    }

    fn put_sum(&mut self, sum: &Sum, amount: Text, (table, row): (usize, usize)) {
        let cell = |column| Role::Cell {
            table,
            row,
            column,
            is_head: false,
        };
        let left = LEFT + mm(60.0);
        let style = Style::plain(size(sum));
        let style = if sum.is_total { style.bold() } else { style };
        // Alone, it stands under the rule of the table.
        if sum.is_total && row > 0 {
            self.y += 2.0;
            self.rule(self.y, left, 0.8);
            self.y += 4.0;
        }
        let width = RIGHT - left - amount.width() - GAP;
        let label = self.text(&sum.label, style, width);
        let y = self.y;
        let height = self.put((left, y), label, Ink::Black, cell(0));
        self.put_right((RIGHT, y), amount, Ink::Black, cell(1));
        self.y += height + 2.5;
    }

    fn next_page(&mut self) {
        self.pages.push(Page::new(WIDTH, HEIGHT));
        let print = self.print;
        let title = self.text(&print.title(), SMALL, RIGHT - LEFT);
        self.put((LEFT, mm(15.0)), title, Ink::Grey, Role::Ornament);
        let name = self.fonts.lay(&print.paper.seller.name, SMALL, None);
        if name.width() < RIGHT - ASIDE {
            self.put_right((RIGHT, mm(15.0)), name, Ink::Grey, Role::Ornament);
        }
        self.y = NEXT;
    }

    /// How many pages there are is known at the end.
    fn feet(&mut self) {
        let of = self.pages.len();
        for (index, page) in self.pages.iter_mut().enumerate() {
            let text = (self.print.words.page)(index + 1, of);
            let text = self.fonts.lay(&text, SMALL, None);
            let x = RIGHT - text.width();
            page.text((x, FOOT), text, Ink::Grey, Role::Ornament);
        }
    }
}

fn size(sum: &Sum) -> f32 {
    if sum.is_total { 12.0 } else { BODY.size }
}

/// A picture of this many pixels as large as it fits.
pub(super) fn within(pixels: (usize, usize), (width, height): (f32, f32)) -> (f32, f32) {
    // Sides have at most 4096 pixels.
    let side = |pixels: usize| f32::from(u16::try_from(pixels).unwrap_or(u16::MAX)).max(1.0);
    let (wide, high) = (side(pixels.0), side(pixels.1));
    let scale = (width / wide).min(height / high);
    (wide * scale, high * scale)
}
