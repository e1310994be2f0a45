//! CSV as spreadsheets take and give it (RFC 4180): what export writes and import reads.
//!
//! Written with a byte order mark, so that Excel knows the text for UTF-8. A text that a spreadsheet would
//! run as a formula gets an apostrophe in front, which reading takes away again: nothing that was typed into
//! a note runs on the machine of whoever opens the file, and no text is changed by going out and coming in.

mod reader;

use std::borrow::Cow;

use serde::Deserialize;
use utoipa::ToSchema;

use crate::domain::{Id, Money, Timestamp};
use crate::error::{Error, Result};

pub use reader::LineError;
pub(super) use reader::{Line, Sheet};

/// What the file begins with. Excel takes a file without it for text in the code page of Windows.
pub(super) const BYTE_ORDER_MARK: &str = "\u{feff}";
/// What a spreadsheet may take for the beginning of a formula; the wide forms too.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// What parts the cells of a line. Spreadsheets expect the one of their language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Separator {
    /// A comma; amounts have a point. As RFC 4180 has it.
    #[default]
    Comma,
    /// A semicolon; amounts have a comma: what spreadsheets expect where people write 12,50.
    Semicolon,
}

impl Separator {
    fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
        }
    }
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing: null.
    Empty,
    /// What someone typed, or a word.
    Text(String),
    /// A number, with a point if it has decimals.
    Number(String),
}

impl Cell {
    /// The cell as people read it; `None`: it is empty.
    pub(super) fn text(self) -> Option<String> {
        match self {
            Self::Empty => None,
            Self::Text(text) | Self::Number(text) => Some(text),
        }
    }

    fn written(&self, separator: Separator) -> Cow<'_, str> {
        match (self, separator) {
            (Self::Empty, _) => Cow::Borrowed(""),
            (Self::Text(text), _) => neutralised(text),
            (Self::Number(number), Separator::Comma) => Cow::Borrowed(number),
            (Self::Number(number), Separator::Semicolon) => Cow::Owned(number.replace('.', ",")),
        }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number.to_string())
    }
}

impl From<Money> for Cell {
    fn from(money: Money) -> Self {
        Self::Number(money.to_string())
    }
}

impl From<bool> for Cell {
    fn from(value: bool) -> Self {
        Self::Text(value.to_string())
    }
}

impl From<Timestamp> for Cell {
    fn from(instant: Timestamp) -> Self {
        Self::Text(instant.to_string())
    }
}

impl<T> From<Id<T>> for Cell {
    fn from(id: Id<T>) -> Self {
        Self::Text(id.to_string())
    }
}

/// The cell of what may be null.
pub(super) fn optional<T: Into<Cell>>(value: Option<T>) -> Cell {
    value.map_or(Cell::Empty, Into::into)
}

/// The lines of these cells.
pub(super) fn lines(
    lines: impl IntoIterator<Item = Vec<Cell>>,
    separator: Separator,
) -> Result<Vec<u8>> {
    let unwritable = |error: String| Error::Internal(format!("a line of CSV: {error}"));
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator.byte())
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for cells in lines {
        let cells = cells.iter().map(|cell| cell.written(separator));
        for cell in cells {
            let written = writer.write_field(cell.as_bytes());
            written.map_err(|error| unwritable(error.to_string()))?;
        }
        let ended = writer.write_record(None::<&[u8]>);
        ended.map_err(|error| unwritable(error.to_string()))?;
    }
    writer
        .into_inner()
        .map_err(|error| unwritable(error.to_string()))
}

/// A text that no spreadsheet runs. One that looks as if this had been done to it gets one more apostrophe.
fn neutralised(text: &str) -> Cow<'_, str> {
    match text.trim_start_matches('\'').starts_with(FORMULA) {
        true => Cow::Owned(format!("'{text}")),
        false => Cow::Borrowed(text),
    }
}

/// The text that [`neutralised`] was given.
fn restored(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(FORMULA) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_text_and_comes_back_as_it_was() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("+49 30 1", "'+49 30 1"),
            ("-5", "'-5"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("\r\n=x", "'\r\n=x"),
            ("＝1", "'＝1"),
            ("'=1", "''=1"),
            ("''+1", "'''+1"),
            ("'t Hooft", "'t Hooft"),
            ("'", "'"),
            ("\"=1", "\"=1"),
            ("a=b", "a=b"),
            ("", ""),
        ] {
            assert_eq!(neutralised(text), written, "{text:?}");
            assert_eq!(restored(written), text, "{written:?}");
        }
    }

    #[test]
    fn lines_are_those_of_rfc_4180() {
        let cells = || {
            [vec![
                Cell::from("a,b"),
                Cell::from("c;d"),
                Cell::from("say \"x\""),
                Cell::from("two\nlines"),
                Cell::Empty,
                Cell::Number("12.50".to_owned()),
            ]]
        };
        assert_eq!(
            String::from_utf8(lines(cells(), Separator::Comma).unwrap()).unwrap(),
            "\"a,b\",c;d,\"say \"\"x\"\"\",\"two\nlines\",,12.50\r\n"
        );
        assert_eq!(
            String::from_utf8(lines(cells(), Separator::Semicolon).unwrap()).unwrap(),
            "a,b;\"c;d\";\"say \"\"x\"\"\";\"two\nlines\";;12,50\r\n"
        );
    }
}
