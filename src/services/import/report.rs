//! What an import did or would do, line by line.

use serde::Serialize;
use utoipa::ToSchema;

use super::lines::{Compared, Importable, What};
use crate::services::sheet::{Cell, LineError};

/// The most errors that are listed.
const MAX_ERRORS: usize = 1_000;
/// The most lines of each outcome that a dry run lists.
const MAX_ROWS: usize = 500;
/// Characters of a text that a dry run shows.
const MAX_SHOWN: usize = 100;

/// What an import did, or what a dry run would do.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportReport {
    /// How many lines are new.
    pub created: usize,
    /// How many lines change what is there.
    pub updated: usize,
    /// How many lines are as it is there already.
    pub unchanged: usize,
    /// How many lines are wrong.
    pub wrong: usize,
    /// What is wrong, in the order of lines; at most 1,000.
    pub errors: Vec<LineError>,
    /// How many more errors there are.
    pub errors_left_out: usize,
    /// In a dry run each line and what it would do, at most 500 of each outcome; else empty.
    pub rows: Vec<ImportRow>,
    /// In a dry run how many more lines there are.
    pub rows_left_out: usize,
}

/// What a line would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ImportRow {
    /// The line of the file on which it begins.
    pub line: u64,
    /// What it would do.
    pub outcome: Outcome,
    /// What it is of, by its name; null: it is wrong.
    pub name: Option<String>,
    /// What it would change; only of `updated`.
    pub changes: Vec<RowChange>,
}

/// What a line does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It adds.
    Created,
    /// It changes what is there.
    Updated,
    /// It is as it is there already.
    Unchanged,
    /// It is wrong.
    Wrong,
}

/// A value that a line changes, as CSV writes it; shortened if it is long.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RowChange {
    /// The column.
    pub field: &'static str,
    /// What is there; null: nothing.
    pub from: Option<String>,
    /// What the line makes of it; null: nothing.
    pub to: Option<String>,
}

impl ImportReport {
    pub(super) fn of<T: Importable>(compared: &Compared<'_, T>) -> Self {
        let mut report = Self {
            created: 0,
            updated: 0,
            unchanged: 0,
            wrong: 0,
            errors: Vec::new(),
            errors_left_out: 0,
            rows: Vec::new(),
            rows_left_out: 0,
        };
        for (line, what) in &compared.lines {
            report.add(*line, what);
        }
        report
    }

    fn add<T: Importable>(&mut self, line: u64, what: &What<'_, T>) {
        let (outcome, count) = match what {
            What::New { .. } => (Outcome::Created, &mut self.created),
            What::Changed { .. } => (Outcome::Updated, &mut self.updated),
            What::Same { .. } => (Outcome::Unchanged, &mut self.unchanged),
            What::Wrong(_) => (Outcome::Wrong, &mut self.wrong),
        };
        *count += 1;
        if *count <= MAX_ROWS {
            self.rows.push(row(line, outcome, what));
        } else {
            self.rows_left_out += 1;
        }
        if let What::Wrong(errors) = what {
            let room = MAX_ERRORS.saturating_sub(self.errors.len());
            self.errors_left_out += errors.len().saturating_sub(room);
            self.errors.extend(errors.iter().take(room).cloned());
        }
    }

    /// Of a file that is in the shop now.
    pub(super) fn done(self) -> Self {
        Self {
            rows: Vec::new(),
            rows_left_out: 0,
            ..self
        }
    }

    /// Of a file of which nothing was written.
    pub(super) fn refused(self) -> Self {
        Self {
            created: 0,
            updated: 0,
            unchanged: 0,
            ..self.done()
        }
    }
}

fn row<T: Importable>(line: u64, outcome: Outcome, what: &What<'_, T>) -> ImportRow {
    let (name, changes) = match what {
        What::New { name, .. } | What::Same { name } => (Some(name.as_str()), Vec::new()),
        What::Changed { before, after, .. } => (Some(before.name()), changes(&**before, &**after)),
        What::Wrong(_) => (None, Vec::new()),
    };
    ImportRow {
        line,
        outcome,
        name: name.map(|name| shown(name.to_owned())),
        changes,
    }
}

fn changes<T: Importable>(before: &T, after: &T) -> Vec<RowChange> {
    let cells = |thing: &T| thing.lines().into_iter().flatten().collect::<Vec<Cell>>();
    let cells = cells(before).into_iter().zip(cells(after));
    let columns = T::COLUMNS.iter().zip(cells);
    columns
        .filter(|(_, (from, to))| from != to)
        .map(|(field, (from, to))| RowChange {
            field,
            from: from.text().map(shown),
            to: to.text().map(shown),
        })
        .collect()
}

fn shown(text: String) -> String {
    match text.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}
