//! The lines of a file as patches, and what each of them is to what is in the shop.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::{Doing, Progress, tell};
use crate::domain::{Actor, Currency, Id, Timestamp};
use crate::error::{Error, FieldError, Result};
use crate::services::export::Tabular;
use crate::services::journal;
use crate::services::sheet::{Line, LineError, Sheet};
use crate::store::{self, Named, ReadTx, WriteTx};

/// The most lines that a file may have: all of them are held at once, so that no line sees what another does.
const MAX_LINES: usize = 250_000;
/// The column of ids.
const ID: &str = "id";

/// A thing that lines of a file can be.
pub(in crate::services) trait Importable:
    Named<Mark: 'static> + Tabular + Clone + PartialEq + Send + 'static
{
    /// What a line says, as a request would say it.
    type Patch: DeserializeOwned + Send;
    /// Columns whose cells must not be empty.
    const REQUIRED: &'static [&'static str];
    /// Columns that exports have and imports pass over.
    const SHOWN: &'static [&'static str] = &["created_at", "updated_at"];
    /// The column that names it where there is no id.
    const KEY: &'static str;

    /// A cell as JSON, of a column that is no text; `None`: the column is text.
    fn json(column: &str, text: &str, decimal_comma: bool, currency: Currency) -> Option<Json>;
    /// Checks a patch as a request's is checked.
    fn check(patch: &Self::Patch, currency: Currency) -> Result<()>;
    /// The key that the line gives.
    fn key(patch: &Self::Patch) -> Option<&str>;
    /// The thing that has this key.
    fn with_key(tx: &ReadTx<'_>, key: &str) -> Result<Option<Id<Self::Mark>>>;
    /// A key in its one spelling.
    fn folded(key: &str) -> String;
    /// The id of a thing.
    fn id(&self) -> Id<Self::Mark>;
    /// What it is called, for people.
    fn name(&self) -> &str;
    /// What the line makes of a thing.
    fn patched(tx: &ReadTx<'_>, before: &Self, patch: &Self::Patch, now: Timestamp)
    -> Result<Self>;
    /// Whether the line can add a thing, and its name.
    fn check_new(tx: &ReadTx<'_>, patch: &Self::Patch) -> Result<String>;
    /// Adds it.
    fn create(
        tx: &mut WriteTx<'_>,
        id: Id<Self::Mark>,
        patch: &Self::Patch,
        actor: Option<&Actor>,
    ) -> Result<()>;
    /// Changes it. `true`: orders are left that are not yet found by its present words.
    fn update(
        tx: &mut WriteTx<'_>,
        id: Id<Self::Mark>,
        patch: &Self::Patch,
        actor: Option<&Actor>,
    ) -> Result<bool>;
}

/// A cell's JSON; `Ok(None)`: as if the column were not there.
pub(super) type Json = std::result::Result<Option<Box<RawValue>>, String>;

/// JSON that a text is.
pub(super) fn raw(text: &str, otherwise: &str) -> Json {
    RawValue::from_string(text.to_owned())
        .map(Some)
        .map_err(|_| otherwise.to_owned())
}

/// A cell that is true or false, as spreadsheets write it too; an empty one says nothing.
pub(super) fn truth(text: &str) -> Json {
    match text.to_ascii_lowercase().as_str() {
        "" => Ok(None),
        word @ ("true" | "false") => raw(word, ""),
        _ => Err("must be true or false".to_owned()),
    }
}

/// The lines of a file, read and checked one by one.
pub(super) struct Lines<T: Importable> {
    lines: Vec<(u64, Said<T>)>,
}

/// What a line says, or what is wrong with it.
type Said<T> = std::result::Result<Entered<T>, Vec<LineError>>;

pub(super) struct Entered<T: Importable> {
    id: Option<Id<T::Mark>>,
    patch: T::Patch,
}

impl<T: Importable> Lines<T> {
    /// Reads a file. One that is none is one line that is wrong.
    pub(super) fn read(file: &[u8], currency: Currency) -> Self {
        let sheet = match Sheet::open(file, T::COLUMNS) {
            Ok(sheet) => sheet,
            Err(errors) => {
                let line = errors.first().map_or(1, |error| error.line);
                return Self {
                    lines: vec![(line, Err(errors))],
                };
            }
        };
        let decimal_comma = sheet.decimal_comma;
        let mut lines = Vec::new();
        for line in sheet {
            if lines.len() == MAX_LINES {
                return Self::too_many(line.number);
            }
            lines.push((line.number, entered::<T>(line, decimal_comma, currency)));
        }
        Self { lines }
    }

    /// A file that has lines from this one on which no import takes.
    fn too_many(line: u64) -> Self {
        let message = format!("is one too many: a file has at most {MAX_LINES} lines, so split it");
        Self {
            lines: vec![(line, Err(vec![LineError::new(line, "", message)]))],
        }
    }

    /// Compares each line with what is there.
    pub(super) fn compare(
        &self,
        tx: &ReadTx<'_>,
        now: Timestamp,
        progress: &Progress,
    ) -> Result<Compared<'_, T>> {
        let mut claims = Claims {
            things: HashMap::new(),
            keys: HashMap::new(),
        };
        let mut lines = Vec::with_capacity(self.lines.len());
        for (index, (number, said)) in self.lines.iter().enumerate() {
            tell(progress, Doing::Comparing, index, self.lines.len());
            let what = match said {
                Ok(entered) => claims.compare(tx, *number, entered, now)?,
                Err(errors) => What::Wrong(Cow::Borrowed(errors)),
            };
            lines.push((*number, what));
        }
        Ok(Compared { lines })
    }
}

/// What a line says, checked by itself.
fn entered<T: Importable>(line: Line, decimal_comma: bool, currency: Currency) -> Said<T> {
    let number = line.number;
    let cells = line.cells.map_err(|error| vec![error])?;
    let mut errors = Vec::new();
    let id = id::<T>(&cells).unwrap_or_else(|message| {
        errors.push(LineError::new(number, ID, message));
        None
    });
    let mut fields = HashMap::new();
    for (column, text) in &cells {
        if *column == ID || T::SHOWN.contains(column) {
            continue;
        }
        let json = match T::json(column, text, decimal_comma, currency) {
            _ if text.is_empty() && T::REQUIRED.contains(column) => {
                Err("must not be empty".to_owned())
            }
            Some(json) => json,
            None if text.is_empty() => raw("null", ""),
            None => serde_json::value::to_raw_value(text)
                .map(Some)
                .map_err(|error| error.to_string()),
        };
        match json {
            Ok(Some(json)) => drop(fields.insert(*column, json)),
            Ok(None) => {}
            Err(message) => errors.push(LineError::new(number, column, message)),
        }
    }
    let read = journal::json(&fields).and_then(|json| {
        serde_json::from_str::<T::Patch>(&json)
            .map_err(|error| Error::Internal(format!("a line is no patch: {error}")))
    });
    match read.and_then(|patch| T::check(&patch, currency).map(|()| patch)) {
        Ok(patch) if errors.is_empty() => Ok(Entered { id, patch }),
        Ok(_) => Err(errors),
        Err(error) => {
            errors.extend(line_errors(number, T::KEY, error));
            Err(errors)
        }
    }
}

/// The id that a line gives.
fn id<T: Importable>(
    cells: &[(&'static str, String)],
) -> std::result::Result<Option<Id<T::Mark>>, &'static str> {
    let given = cells.iter().find(|(column, _)| *column == ID);
    match given.map_or("", |(_, text)| text) {
        "" => Ok(None),
        text => match text.parse::<Id<T::Mark>>() {
            Ok(id) if id.uuid().get_version_num() == 7 => Ok(Some(id)),
            _ => Err("is no id: leave it empty for what is new"),
        },
    }
}

/// What a service says of a line, by its columns.
fn line_errors(line: u64, key: &str, error: Error) -> Vec<LineError> {
    match error {
        Error::Invalid(errors) => errors
            .into_iter()
            .map(|FieldError { field, message }| LineError::new(line, &field, message))
            .collect(),
        Error::Conflict(conflict) => vec![LineError::new(line, key, conflict.to_string())],
        other => vec![LineError::new(line, "", other.to_string())],
    }
}

/// The lines, and what each is.
pub(super) struct Compared<'l, T: Importable> {
    pub(super) lines: Vec<(u64, What<'l, T>)>,
}

/// What a line is to what is there.
pub(super) enum What<'l, T: Importable> {
    New {
        id: Option<Id<T::Mark>>,
        name: String,
        patch: &'l T::Patch,
    },
    Changed {
        // Most lines of most files are not changed, and should be small.
        before: Box<T>,
        after: Box<T>,
        patch: &'l T::Patch,
    },
    Same {
        name: String,
    },
    Wrong(Cow<'l, [LineError]>),
}

impl<T: Importable> Compared<'_, T> {
    /// Does it. `true`: orders are left that are not yet found by their customer's present words.
    pub(super) fn carry_out(
        self,
        tx: &mut WriteTx<'_>,
        actor: Option<&Actor>,
        progress: &Progress,
    ) -> Result<bool> {
        let count = self.lines.len();
        let mut more_orders = false;
        for (index, (_, what)) in self.lines.into_iter().enumerate() {
            tell(progress, Doing::Writing, index, count);
            match what {
                What::New { id, patch, .. } => {
                    let id = id.unwrap_or_else(|| tx.new_id());
                    T::create(tx, id, patch, actor)?;
                }
                What::Changed { before, patch, .. } => {
                    more_orders |= T::update(tx, before.id(), patch, actor)?;
                }
                What::Same { .. } | What::Wrong(_) => {}
            }
        }
        Ok(more_orders)
    }
}

/// Which line has which thing and which key.
struct Claims<T: Importable> {
    things: HashMap<Id<T::Mark>, u64>,
    keys: HashMap<String, u64>,
}

impl<T: Importable> Claims<T> {
    fn compare<'l>(
        &mut self,
        tx: &ReadTx<'_>,
        line: u64,
        entered: &'l Entered<T>,
        now: Timestamp,
    ) -> Result<What<'l, T>> {
        let patch = &entered.patch;
        let before = find(tx, entered)?;
        let id = before.as_ref().map(T::id).or(entered.id);
        let mut errors = self.claim(line, id, T::key(patch));
        let what = match before {
            None => T::check_new(tx, patch).map(|name| What::New { id, name, patch }),
            Some(before) => {
                T::patched(tx, &before, patch, now).map(|after| match before == after {
                    true => What::Same {
                        name: before.name().to_owned(),
                    },
                    false => What::Changed {
                        before: Box::new(before),
                        after: Box::new(after),
                        patch,
                    },
                })
            }
        };
        match what {
            Ok(what) if errors.is_empty() => Ok(what),
            Ok(_) => Ok(What::Wrong(errors.into())),
            Err(error @ (Error::Invalid(_) | Error::Conflict(_))) => {
                // A key that another line has is said to be taken once.
                if errors.is_empty() {
                    errors = line_errors(line, T::KEY, error);
                }
                Ok(What::Wrong(errors.into()))
            }
            Err(error) => Err(error),
        }
    }

    /// Takes a thing and a key for a line; says what another line has already.
    fn claim(&mut self, line: u64, id: Option<Id<T::Mark>>, key: Option<&str>) -> Vec<LineError> {
        let id = id.and_then(|id| taken(self.things.entry(id), line).map(|by| (ID, by)));
        let key =
            key.and_then(|key| taken(self.keys.entry(T::folded(key)), line).map(|by| (T::KEY, by)));
        let same = key.or(id).into_iter();
        same.map(|(field, by)| LineError::new(line, field, format!("is that of line {by} too")))
            .collect()
    }
}

/// The line that has this already, if any; else this line has it from now on.
fn taken<K>(entry: Entry<'_, K, u64>, line: u64) -> Option<u64> {
    match entry {
        Entry::Occupied(taken) => Some(*taken.get()),
        Entry::Vacant(free) => {
            free.insert(line);
            None
        }
    }
}

/// The thing that a line means: by its id, else by its key.
fn find<T: Importable>(tx: &ReadTx<'_>, entered: &Entered<T>) -> Result<Option<T>> {
    if let Some(id) = entered.id
        && let Some(found) = store::find::<T>(tx, id)?
    {
        return Ok(Some(found));
    }
    match T::key(&entered.patch) {
        Some(key) => match T::with_key(tx, key)? {
            Some(id) => store::find::<T>(tx, id),
            None => Ok(None),
        },
        None => Ok(None),
    }
}
