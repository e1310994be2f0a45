//! The table of what was sold, over as many pages as it takes.

use super::super::fonts::Text;
use super::super::page::{Ink, Role};
use super::super::table;
use super::{BODY, BOTTOM, GAP, HAIR, LEFT, RIGHT, SMALL, Sheet};
use crate::domain::SoldItem;

/// The right edges of the columns of figures, and where the names are.
struct Columns {
    quantity: f32,
    name: f32,
    name_width: f32,
    unit_price: f32,
    tax: f32,
}

/// A line of the table, laid out.
struct Line {
    quantity: Text,
    name: Vec<Text>,
    unit_price: Text,
    tax: Option<Text>,
    amount: Text,
}

impl Line {
    fn height(&self) -> f32 {
        self.name.iter().map(Text::height).sum()
    }
}

impl Sheet<'_, '_> {
    /// The table of what was sold.
    pub(super) fn lines(&mut self) {
        let items = &self.print.paper.sold.items;
        let columns = self.columns(items);
        self.table_head(&columns, false);
        for (index, item) in items.iter().enumerate() {
            let line = self.line(item, &columns);
            if self.y + line.height() > BOTTOM {
                self.next_page();
                self.table_head(&columns, true);
            }
            self.put_line(line, &columns, index + 1);
        }
        self.rule(self.y, LEFT, HAIR);
    }

    /// As wide as the widest figure of each asks for; the names have the rest.
    fn columns(&mut self, items: &[SoldItem]) -> Columns {
        let (words, figures) = (self.print.words, &self.print.figures);
        let mut widest = |head: &str, figure: &dyn Fn(&SoldItem) -> String| {
            let texts = items.iter().map(figure).chain([head.to_owned()]);
            let widths = texts.map(|text| self.fonts.lay(&text, BODY, None).width());
            widths.fold(0.0, f32::max)
        };
        let quantity = widest(words.quantity, &|item| figures.quantity(item.quantity));
        let unit = widest(words.unit_price, &|item| {
            figures.amount(item.unit_price.as_str())
        });
        let tax = widest(words.tax, &|item| figures.rate(item.tax_rate));
        let amount = widest(words.amount, &|item| {
            figures.amount(item.line_total.as_str())
        });
        let quantity = LEFT + quantity;
        let tax_right = RIGHT - amount - GAP;
        let unit_price = match table::is_taxed(self.print) {
            true => tax_right - tax - GAP,
            false => tax_right,
        };
        let name = quantity + GAP;
        Columns {
            quantity,
            name,
            name_width: unit_price - unit - GAP - name,
            unit_price,
            tax: tax_right,
        }
    }

    /// The heads of the columns. On the pages after the first they were read before.
    fn table_head(&mut self, columns: &Columns, is_again: bool) {
        let words = self.print.words;
        let heads = [
            (columns.quantity, words.quantity, true),
            (columns.name, words.product, false),
            (columns.unit_price, words.unit_price, true),
            (columns.tax, words.tax, true),
            (RIGHT, words.amount, true),
        ];
        let y = self.y;
        let mut height: f32 = 0.0;
        for (column, (x, head, is_figure)) in heads.into_iter().enumerate() {
            if column == 3 && !table::is_taxed(self.print) {
                continue;
            }
            let text = self.fonts.lay(head, SMALL, None);
            let role = match is_again {
                true => Role::Ornament,
                false => Role::Cell {
                    table: 0,
                    row: 0,
                    column,
                    is_head: true,
                },
            };
            height = height.max(match is_figure {
                true => self.put_right((x, y), text, Ink::Grey, role),
                false => self.put((x, y), text, Ink::Grey, role),
            });
        }
        self.y += height + 3.0;
        self.rule(self.y, LEFT, HAIR);
        self.y += 5.0;
    }

    fn line(&mut self, item: &SoldItem, columns: &Columns) -> Line {
        let (print, width) = (self.print, columns.name_width);
        let mut name = vec![self.text(&item.product_name, BODY, width)];
        for under in table::under(print, item) {
            name.push(self.text(&under, SMALL, width));
        }
        let figures = &print.figures;
        let mut figure = |text: String| self.fonts.lay(&text, BODY, None);
        Line {
            quantity: figure(figures.quantity(item.quantity)),
            name,
            unit_price: figure(figures.amount(item.unit_price.as_str())),
            tax: table::is_taxed(print).then(|| figure(figures.rate(item.tax_rate))),
            amount: figure(figures.amount(item.line_total.as_str())),
        }
    }

    fn put_line(&mut self, line: Line, columns: &Columns, row: usize) {
        let cell = |column| Role::Cell {
            table: 0,
            row,
            column,
            is_head: false,
        };
        // Letters of some scripts are higher than figures: all stand on one line.
        let name = line.name.first().map_or(0.0, Text::baseline);
        let y = self.y + (name - line.amount.baseline()).max(0.0);
        self.put_right((columns.quantity, y), line.quantity, Ink::Black, cell(0));
        let mut below = self.y;
        for (index, text) in line.name.into_iter().enumerate() {
            let ink = if index == 0 { Ink::Black } else { Ink::Grey };
            below += self.put((columns.name, below), text, ink, cell(1));
        }
        self.put_right(
            (columns.unit_price, y),
            line.unit_price,
            Ink::Black,
            cell(2),
        );
        if let Some(tax) = line.tax {
            self.put_right((columns.tax, y), tax, Ink::Black, cell(3));
        }
        self.put_right((RIGHT, y), line.amount, Ink::Black, cell(4));
        self.y = below + 5.0;
    }
}
