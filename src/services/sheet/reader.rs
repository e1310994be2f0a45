//! Reads CSV as people and spreadsheets write it: comma, semicolon or tab, any line ends, with or without
//! a byte order mark, columns in any order. What is wrong is told by the line of the file.

use serde::Serialize;
use utoipa::ToSchema;

use super::{BYTE_ORDER_MARK, restored};

/// What can part the cells of a line.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];
/// The line of the columns' names.
const HEADER: u64 = 1;

/// A line of the file and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct LineError {
    /// The line of the file on which it begins; the first line, of the columns' names, is 1.
    pub line: u64,
    /// The column; empty: the line as a whole.
    pub field: String,
    /// What is wrong with it.
    pub message: String,
}

impl LineError {
    pub(in crate::services) fn new(line: u64, field: &str, message: impl Into<String>) -> Self {
        Self {
            line,
            field: field.to_owned(),
            message: message.into(),
        }
    }
}

/// A file that is being read, line by line. Lines without any text are left out.
pub(in crate::services) struct Sheet<'t> {
    /// Whether amounts may have a comma for a point.
    pub decimal_comma: bool,
    header: Vec<&'static str>,
    reader: csv::Reader<&'t [u8]>,
    records: Records<'t>,
}

/// A line of a file.
#[derive(Debug)]
pub(in crate::services) struct Line {
    /// On which line of the file it begins.
    pub number: u64,
    /// The columns that the file has, in its order, each with its text without white space around it; or
    /// what is wrong.
    pub cells: Result<Vec<(&'static str, String)>, LineError>,
}

impl<'t> Sheet<'t> {
    /// Begins a file whose columns are some of these.
    pub(in crate::services) fn open(
        bytes: &'t [u8],
        columns: &[&'static str],
    ) -> Result<Self, Vec<LineError>> {
        let text = decoded(bytes).map_err(|error| vec![error])?;
        let separator = separator(text, columns);
        let mut sheet = Self {
            decimal_comma: separator != b',',
            header: Vec::new(),
            reader: csv::ReaderBuilder::new()
                .delimiter(separator)
                .has_headers(false)
                .flexible(true)
                .from_reader(text.as_bytes()),
            records: Records {
                text,
                from: 0,
                line: HEADER,
            },
        };
        match sheet.record() {
            Some(Ok((number, _, header))) => {
                sheet.header = named(&header, columns, number)?;
                Ok(sheet)
            }
            Some(Err(line)) => Err(line.cells.err().into_iter().collect()),
            None => {
                let message = "is empty: the first line names the columns";
                Err(vec![LineError::new(HEADER, "", message)])
            }
        }
    }

    /// The next record: its line, its text and its cells; or a line that can't be read.
    fn record(&mut self) -> Option<Result<(u64, &'t str, csv::StringRecord), Line>> {
        let mut record = csv::StringRecord::new();
        match self.reader.read_record(&mut record) {
            Ok(false) => None,
            Ok(true) => {
                let (number, raw) = self.records.next(self.reader.position().byte());
                Some(Ok((number, raw, record)))
            }
            Err(error) => {
                let number = self.records.line;
                let cells = Err(LineError::new(number, "", error.to_string()));
                Some(Err(Line { number, cells }))
            }
        }
    }
}

impl Iterator for Sheet<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        loop {
            let (number, raw, record) = match self.record()? {
                Ok(record) => record,
                Err(line) => return Some(line),
            };
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let cells = match is_left_open(raw) {
                true => Err(LineError::new(number, "", "has a quote that never ends")),
                false => cells(&record, &self.header, number),
            };
            return Some(Line { number, cells });
        }
    }
}

/// Where records begin in the text.
struct Records<'t> {
    text: &'t str,
    from: usize,
    line: u64,
}

impl<'t> Records<'t> {
    /// The line on which the record that ends here begins, and its text. Empty lines before it are no part of it.
    fn next(&mut self, end: u64) -> (u64, &'t str) {
        let end = usize::try_from(end)
            .unwrap_or(usize::MAX)
            .min(self.text.len());
        // A record may be taken to end between CR and LF.
        let split = self
            .text
            .get(..self.from)
            .unwrap_or_default()
            .ends_with('\r');
        let from =
            self.from + usize::from(split && self.text.as_bytes().get(self.from) == Some(&b'\n'));
        let all = self.text.get(from..end).unwrap_or_default();
        let raw = all.trim_start_matches(['\r', '\n']);
        let blank = all.get(..all.len() - raw.len()).unwrap_or_default();
        let number = self.line + line_ends(blank);
        self.line = number + line_ends(raw);
        self.from = end;
        (number, raw)
    }
}

/// How many lines end in this text: with LF, CRLF, or CR alone.
fn line_ends(text: &str) -> u64 {
    let mut ends = 0;
    let mut after_cr = false;
    for byte in text.bytes() {
        ends += u64::from(byte == b'\r' || (byte == b'\n' && !after_cr));
        after_cr = byte == b'\r';
    }
    ends
}

/// The text of a file that must be UTF-8.
fn decoded(bytes: &[u8]) -> Result<&str, LineError> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let before = std::str::from_utf8(before).unwrap_or_default();
        let message = "is not UTF-8: save the file as \"CSV UTF-8\" (Excel), or as Text CSV with the \
                       character set Unicode (UTF-8) (LibreOffice)";
        LineError::new(HEADER + line_ends(before), "", message)
    })?;
    Ok(text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text))
}

/// What parts the cells: whichever makes most known names of the first line.
fn separator(text: &str, columns: &[&'static str]) -> u8 {
    let header = text.trim_start_matches(['\r', '\n']);
    let header = header.split(['\r', '\n']).next().unwrap_or_default();
    let known = |separator: &u8| {
        let names = header.split(char::from(*separator));
        names
            .filter(|name| columns.contains(&name_of(name.trim().trim_matches('"')).as_str()))
            .count()
    };
    // Of equals, the first.
    let mut best = (b',', 0);
    for separator in SEPARATORS {
        let count = known(&separator);
        if count > best.1 {
            best = (separator, count);
        }
    }
    best.0
}

/// The columns of a header.
fn named(
    header: &csv::StringRecord,
    columns: &[&'static str],
    line: u64,
) -> Result<Vec<&'static str>, Vec<LineError>> {
    let (mut names, mut errors) = (Vec::new(), Vec::new());
    for (index, cell) in header.iter().enumerate() {
        let name = name_of(cell);
        match columns.iter().find(|column| **column == name) {
            Some(column) if names.contains(column) => {
                errors.push(LineError::new(line, column, "is there twice"));
            }
            Some(column) => names.push(*column),
            None if name.is_empty() => {
                let message = format!("has no name over column {}", index + 1);
                errors.push(LineError::new(line, "", message));
            }
            None => {
                let message = format!("is no column here; there are {}", columns.join(", "));
                errors.push(LineError::new(line, cell.trim(), message));
            }
        }
    }
    if errors.is_empty() {
        Ok(names)
    } else {
        Err(errors)
    }
}

fn name_of(cell: &str) -> String {
    cell.trim().to_ascii_lowercase()
}

/// Whether the record ends inside of a quote, so that it has swallowed the rest of the file.
fn is_left_open(raw: &str) -> bool {
    let inside = raw.trim_end_matches(['\r', '\n']);
    let quotes = raw.bytes().filter(|byte| *byte == b'"').count();
    quotes % 2 == 1 && line_ends(inside) > 0
}

fn cells(
    record: &csv::StringRecord,
    header: &[&'static str],
    number: u64,
) -> Result<Vec<(&'static str, String)>, LineError> {
    if record.len() != header.len() {
        let count = |count: usize| match count {
            1 => "1 cell".to_owned(),
            _ => format!("{count} cells"),
        };
        let message = format!(
            "has {}, the first line {}",
            count(record.len()),
            header.len()
        );
        return Err(LineError::new(number, "", message));
    }
    let cells = header.iter().zip(record.iter());
    Ok(cells
        .map(|(column, cell)| (*column, restored(cell.trim()).to_owned()))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [&str; 3] = ["sku", "name", "note"];

    fn read(text: &str) -> Vec<(u64, String)> {
        let sheet = Sheet::open(text.as_bytes(), &COLUMNS).unwrap();
        let name = |line: Line| (line.number, line.cells.unwrap().remove(1).1);
        sheet.map(name).collect()
    }

    fn refused(bytes: &[u8]) -> LineError {
        Sheet::open(bytes, &COLUMNS).err().unwrap().remove(0)
    }

    #[test]
    fn separators_line_ends_and_a_byte_order_mark_are_taken_as_they_come() {
        let want = [(2, "Rye".to_owned()), (3, "Bun".to_owned())];
        for separator in [",", ";", "\t"] {
            for end in ["\n", "\r\n", "\r"] {
                for mark in ["", BYTE_ORDER_MARK] {
                    let lines = ["\"sku\",Name ", "1,Rye", "2,Bun"].join(end);
                    let text = format!("{mark}{}", lines.replace(',', separator));
                    assert_eq!(read(&text), want, "{text:?}");
                    assert_eq!(read(&format!("{text}{end}")), want, "{text:?}");
                }
            }
        }
    }

    #[test]
    fn a_line_is_where_it_begins_whatever_is_empty_or_has_line_breaks_before() {
        let text = "sku,name,note\r\n\r\n1,Rye,\"a\r\nb\r\nc\"\r\n,,\r\n2,Bun,x\r\n";
        assert_eq!(read(text), [(3, "Rye".to_owned()), (7, "Bun".to_owned())]);
    }

    #[test]
    fn what_is_no_sheet_is_told_by_line() {
        assert!(refused(b"").message.contains("is empty"));
        let unknown = refused(b"sku,colour\n1,red\n");
        assert_eq!((unknown.line, unknown.field.as_str()), (1, "colour"));
        assert_eq!(refused(b"sku,sku\n").message, "is there twice");
        assert!(refused(b"sku,\n").message.contains("column 2"));
        let latin = refused(b"sku,name\n1,Rye\n2,Caf\xe9\n");
        assert_eq!(latin.line, 3);
        assert!(latin.message.contains("UTF-8"), "{latin:?}");
        assert!(refused(b"\xff\xfes\0k\0u\0").message.contains("UTF-8"));
    }

    #[test]
    fn a_line_with_too_many_cells_or_an_open_quote_is_wrong_alone() {
        let text = "sku,name\n1,a,b\n2,c 5\" wide\n3,\"d\n4,e\n";
        let sheet = Sheet::open(text.as_bytes(), &COLUMNS).unwrap();
        let lines: Vec<_> = sheet.collect();
        let wrong: Vec<_> = lines.iter().map(|it| it.cells.is_err()).collect();
        assert_eq!(wrong, [true, false, true]);
        assert_eq!(lines[2].number, 4);
    }
}
