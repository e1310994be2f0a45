//! The order of reading: headings, paragraphs, and tables with their rows and cells, as PDF tells it to who can't see
//! the pages.

use std::num::NonZeroU16;

use krilla::tagging::{Identifier, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};

use super::page::Role;

/// The order of reading.
pub(super) struct Structure {
    logo: &'static str,
    done: Vec<TagGroup>,
    /// The table in hand.
    table: Option<Table>,
}

struct Table {
    number: usize,
    rows: Vec<Row>,
}

struct Row {
    number: usize,
    /// By the numbers of their columns.
    cells: Vec<(usize, TagGroup)>,
}

impl Structure {
    pub(super) fn new(logo: &'static str) -> Self {
        Self {
            logo,
            done: Vec::new(),
            table: None,
        }
    }

    /// Adds what is read next.
    pub(super) fn add(&mut self, role: Role, mark: Identifier) {
        let tag: TagKind = match role {
            Role::Ornament => return,
            Role::Title => Tag::Hn(NonZeroU16::MIN, None).into(),
            Role::Paragraph => Tag::P.into(),
            Role::Picture => Tag::Figure(Some(self.logo.to_owned())).into(),
            Role::Cell {
                table,
                row,
                column,
                is_head,
            } => return self.add_cell(table, row, (column, is_head), mark),
        };
        self.end_table();
        self.done
            .push(TagGroup::with_children(tag, vec![mark.into()]));
    }

    fn add_cell(
        &mut self,
        table: usize,
        row: usize,
        (column, is_head): (usize, bool),
        mark: Identifier,
    ) {
        let known = self.table.as_ref().map(|it| it.number);
        if known.is_some_and(|number| number != table) {
            self.end_table();
        }
        let Table { rows, .. } = self.table.get_or_insert_with(|| Table {
            number: table,
            rows: Vec::new(),
        });
        if rows.last().is_none_or(|last| last.number != row) {
            rows.push(Row {
                number: row,
                cells: Vec::new(),
            });
        }
        let Some(Row { cells, .. }) = rows.last_mut() else {
            return;
        };
        if cells.last().is_none_or(|(known, _)| *known != column) {
            let tag: TagKind = match is_head {
                true => Tag::TH(TableHeaderScope::Column).into(),
                false => Tag::TD.into(),
            };
            cells.push((column, TagGroup::new(tag)));
        }
        if let Some((_, cell)) = cells.last_mut() {
            cell.push(mark);
        }
    }

    fn end_table(&mut self) {
        let Some(Table { rows, .. }) = self.table.take() else {
            return;
        };
        let rows = rows.into_iter().map(|row| {
            let cells = row.cells.into_iter().map(|(_, cell)| cell.into()).collect();
            TagGroup::with_children(Tag::TR, cells).into()
        });
        let table = TagGroup::with_children(Tag::Table, rows.collect());
        self.done.push(table);
    }

    pub(super) fn tree(mut self, language: &str) -> TagTree {
        self.end_table();
        let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
        self.done.into_iter().for_each(|group| tree.push(group));
        tree
    }
}
