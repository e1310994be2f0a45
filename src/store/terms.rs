//! The words of a search for orders, as terms that FTS5 finds without reading all that they find.
//!
//! A word finds all that begins with it. FTS5 answers that at once only for the lengths of which it keeps
//! an index of prefixes; for others it first merges the rows of all terms that begin so, however few rows
//! are wanted. Exact terms, and prefixes that have their index, it reads in step with the walk. So a word is
//! spelled out: as the terms that begin with it, or as the longer prefixes. Where that is not certain
//! to mean the same, the word stays what it is, which is always right.

use rusqlite::{Connection, OptionalExtension, params};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::ReadTx;
use crate::domain::search_words;
use crate::error::Result;

/// The lengths of prefixes that orders_search has an index of (schema.sql).
const INDEXED: std::ops::RangeInclusive<usize> = 2..=3;
/// How many terms a word may stand for; beyond, it stays a prefix.
const MAX_TERMS: usize = 16;
/// The same for a number: many numbers begin alike, and each is of few orders.
const MAX_NUMBERS: usize = 4;
/// How many words of a search are spelled out.
const MAX_WORDS: usize = 8;
/// Every occurrence of the terms from this one on, of which as many are read as are needed.
const TERMS: &str = "SELECT term FROM orders_terms WHERE term >= ?1 ORDER BY term";
/// How many occurrences are passed by, one by one, on the way to another term before it is looked up: a number
/// has few, and a look-up costs as much as many of them.
const AHEAD: usize = 8;
/// Letters up to here are folded as FTS5 folds them; a test holds one against the other.
const LAST_KNOWN: char = '\u{17f}';

/// Lets this connection see the terms of orders_search, in a temporary table of its own. Setting
/// `temp_store` later would drop it.
pub(super) fn attach(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "CREATE VIRTUAL TABLE temp.orders_terms USING fts5vocab(main, orders_search, instance)",
    )
}

/// A search for orders in FTS5's query language: rows with words that begin like each of these, in any
/// order. `None`: the text has no word that could be found.
pub(super) fn query(tx: &ReadTx<'_>, text: &str) -> Result<Option<String>> {
    let mut words = Vec::new();
    for (index, word) in search_words(text).into_iter().enumerate() {
        let spelled = match tokens(word) {
            Some(tokens) if index < MAX_WORDS => spelled_out(tx, &tokens)?,
            _ => None,
        };
        words.push(match spelled {
            Some(phrases) => format!("({})", phrases.join(" OR ")),
            None => prefix(word),
        });
    }
    Ok((!words.is_empty()).then(|| words.join(" AND ")))
}

/// What is found by all that begins with this text.
pub(super) fn prefix(text: &str) -> String {
    format!("{}*", phrase(text))
}

fn phrase(text: &str) -> String {
    // Inside double quotes nothing but the quote itself has a meaning; a zero would end the query.
    format!("\"{}\"", text.replace('"', "\"\"").replace('\0', " "))
}

/// The phrases that together mean: these tokens in this order, the last one being the beginning of a word.
fn spelled_out(tx: &ReadTx<'_>, tokens: &[String]) -> Result<Option<Vec<String>>> {
    let Some((last, before)) = tokens.split_last() else {
        return Ok(None);
    };
    let whole = |term: &str| {
        let mut tokens = before.to_vec();
        tokens.push(term.to_owned());
        tokens.join(" ")
    };
    if INDEXED.contains(&last.len()) {
        return Ok(Some(vec![prefix(&whole(last))]));
    }
    if last.len() > *INDEXED.end() {
        let terms = terms(tx, last)?;
        return Ok(terms.map(|terms| terms.iter().map(|term| phrase(&whole(term))).collect()));
    }
    let Some(others) = other_pairs(tx, last)? else {
        return Ok(None);
    };
    let pairs = ('0'..='9').chain('a'..='z');
    let pairs = pairs.map(|second| format!("{last}{second}")).chain(others);
    let mut phrases = vec![phrase(&whole(last))];
    phrases.extend(pairs.map(|pair| prefix(&whole(&pair))));
    Ok(Some(phrases))
}

/// The terms that begin with this one; `None` when they are too many, or none, or hold letters of which
/// it is not certain that a query gives them back as they are.
fn terms(tx: &ReadTx<'_>, start: &str) -> Result<Option<Vec<String>>> {
    let is_number = start.starts_with(|first: char| first.is_ascii_digit());
    let most = if is_number { MAX_NUMBERS } else { MAX_TERMS };
    let mut terms: Vec<String> = Vec::new();
    let mut from = start.to_owned();
    let mut statement = tx.connection.prepare_cached(TERMS)?;
    loop {
        let mut ahead = statement.query(params![from])?;
        for _ in 0..AHEAD {
            let Some(row) = ahead.next()? else {
                return Ok((!terms.is_empty()).then_some(terms));
            };
            let term: String = row.get(0)?;
            if terms.last() == Some(&term) {
                continue;
            }
            if !term.starts_with(start) {
                return Ok((!terms.is_empty()).then_some(terms));
            }
            if terms.len() == most || term.chars().any(|letter| letter > LAST_KNOWN) {
                return Ok(None);
            }
            terms.push(term);
        }
        from = terms
            .last()
            .map_or_else(String::new, |term| format!("{term}\0"));
    }
}

/// The first two letters of the terms that begin with this letter and go on with none of 0-9 and a-z;
/// `None` when they are too many or not certain.
fn other_pairs(tx: &ReadTx<'_>, first: &str) -> Result<Option<Vec<String>>> {
    let mut pairs = Vec::new();
    // The character behind z: all other letters lie further on.
    let mut from = format!("{first}{{");
    while let Some(term) = next(tx, &from)? {
        let Some(second) = term
            .strip_prefix(first)
            .and_then(|rest| rest.chars().next())
        else {
            break;
        };
        let behind = char::from_u32(u32::from(second) + 1);
        let (Some(behind), true, true) = (behind, pairs.len() < MAX_TERMS, second <= LAST_KNOWN)
        else {
            return Ok(None);
        };
        pairs.push(format!("{first}{second}"));
        from = format!("{first}{behind}");
    }
    Ok(Some(pairs))
}

/// The first term that is not less than this.
fn next(tx: &ReadTx<'_>, from: &str) -> Result<Option<String>> {
    Ok(tx
        .connection
        .prepare_cached(TERMS)?
        .query_row(params![from], |row| row.get(0))
        .optional()?)
}

/// The tokens that FTS5 makes of a word; `None` when that is not certain.
fn tokens(word: &str) -> Option<Vec<String>> {
    let mut tokens = vec![String::new()];
    for letter in word.chars() {
        match fold(letter)? {
            Folded::Part(letter) => tokens.last_mut()?.push(letter),
            Folded::Gap => tokens.push(String::new()),
        }
    }
    tokens.retain(|token| !token.is_empty());
    Some(tokens)
}

enum Folded {
    /// A letter or digit of ASCII.
    Part(char),
    /// What parts tokens.
    Gap,
}

/// What FTS5 makes of a character; `None` when it is not certain to be one letter of ASCII or a gap.
fn fold(letter: char) -> Option<Folded> {
    match letter {
        _ if letter.is_ascii_alphanumeric() => Some(Folded::Part(letter.to_ascii_lowercase())),
        _ if letter.is_ascii() => Some(Folded::Gap),
        '\u{c0}'..=LAST_KNOWN => {
            let mut parts = letter.nfd();
            let base = parts.next().filter(char::is_ascii_alphabetic)?;
            let marks = parts.all(is_combining_mark);
            marks.then(|| Folded::Part(base.to_ascii_lowercase()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Currency;

    /// A database whose orders_search holds these texts, in rows from 1.
    fn holding(texts: &[String]) -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch(include_str!("../../schema.sql"))
            .unwrap();
        attach(&connection).unwrap();
        for (row, text) in (1..).zip(texts) {
            let put = "INSERT INTO orders_search (rowid, text) VALUES (?1, ?2)";
            connection.execute(put, params![row, text]).unwrap();
        }
        connection
    }

    fn tx(connection: &Connection) -> ReadTx<'_> {
        ReadTx {
            connection,
            currency: Currency::from_code("EUR").unwrap(),
        }
    }

    fn found(connection: &Connection, query: &str) -> Vec<i64> {
        connection
            .prepare("SELECT rowid FROM orders_search WHERE orders_search MATCH ?1 ORDER BY rowid")
            .unwrap()
            .query_map([query], |row| row.get(0))
            .unwrap()
            .collect::<rusqlite::Result<_>>()
            .unwrap()
    }

    fn all_terms(connection: &Connection) -> Vec<String> {
        connection
            .prepare("SELECT DISTINCT term FROM orders_terms ORDER BY term")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<rusqlite::Result<_>>()
            .unwrap()
    }

    fn owned(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn every_known_letter_is_folded_as_fts5_folds_it() {
        for letter in ('\u{1}'..=LAST_KNOWN).filter(|letter| fold(*letter).is_some()) {
            let word = format!("x{letter}y");
            let connection = holding(std::slice::from_ref(&word));
            let mut terms = tokens(&word).unwrap();
            terms.sort();
            assert_eq!(all_terms(&connection), terms, "{letter:?}");
        }
        assert!(matches!(fold('Ü'), Some(Folded::Part('u'))));
        assert!(fold('ß').is_none() && fold('ж').is_none() && fold('\u{308}').is_none());
    }

    #[test]
    fn every_term_of_known_letters_is_found_by_itself() {
        for letter in ('\u{1}'..=LAST_KNOWN).filter(|letter| letter.is_alphanumeric()) {
            let connection = holding(&[format!("ab{letter}cd{letter}")]);
            for term in all_terms(&connection) {
                assert_eq!(found(&connection, &phrase(&term)), [1], "{letter:?}");
            }
        }
    }

    #[test]
    fn a_search_finds_the_same_whether_it_is_spelled_out_or_not() {
        let mut texts = owned(&[
            "1001 Corner Café orders@corner-cafe.example Rye bread, 1 kg BR-RYE",
            "1002 Müller & Söhne Breadbasket 10-A7 AB-12 Straße 5",
            "1003 O'Brien's Großbäckerei słonecznik Øre bread 'n' butter breаdж",
            "10010 naïve crème BRÛLÉE e\u{301}clair i\u{308}x \u{130}stanbul ŁÓDŹ",
            "1004 хлеб ржаной 寿司 b bж bß b2 AB 12 a b c",
        ]);
        texts.extend((2000..2100).map(|number| format!("{number} word{number}x tail")));
        let connection = holding(&texts);
        let words = [
            "b",
            "br",
            "bre",
            "brea",
            "bread",
            "breads",
            "breadb",
            "BREAD",
            "Brèàd",
            "breaḋ",
            "1",
            "10",
            "100",
            "1001",
            "10010",
            "2",
            "20",
            "2000",
            "200",
            "word",
            "word2",
            "word2050",
            "tail",
            "corner-cafe",
            "corner-caf",
            "orders@corner",
            "ab-12",
            "ab-1",
            "10-a",
            "ab/1",
            "o'brien",
            "o'b",
            "'",
            "o'",
            "muller",
            "müll",
            "mull",
            "straße",
            "stra",
            "strass",
            "gro",
            "groß",
            "grossb",
            "słon",
            "slon",
            "s",
            "ø",
            "øre",
            "ore",
            "cre",
            "crème",
            "creme",
            "brul",
            "brulee",
            "ecla",
            "écl",
            "e\u{301}cl",
            "i\u{308}x",
            "ix",
            "istan",
            "İstan",
            "ıstan",
            "lodz",
            "łódź",
            "хлеб",
            "х",
            "рж",
            "寿",
            "寿司",
            "x\"y",
            "\"bread",
            "bread\"",
            "bread*",
            "-bread",
            "bread-",
            "OR",
            "AND",
            "NOT",
            "NEAR(a",
            "a:b",
            "text:b",
            "zzzz",
            "z",
            "ﬁsh",
            "²",
            "x²",
            "\u{1d41}",
            "a\0b",
        ];
        let mut searches = owned(&words);
        for first in &words {
            searches.extend(words.iter().map(|second| format!("{first} {second}")));
        }
        searches.push(vec!["bread"; 40].join(" "));
        let mut hits = 0;
        for search in searches {
            let plain: Vec<_> = search_words(&search).into_iter().map(prefix).collect();
            let spelled = query(&tx(&connection), &search).unwrap();
            assert_eq!(spelled.is_none(), plain.is_empty(), "{search}");
            let Some(spelled) = spelled else { continue };
            let expected = found(&connection, &plain.join(" "));
            hits += expected.len();
            assert_eq!(
                found(&connection, &spelled),
                expected,
                "{search}: {spelled}"
            );
        }
        assert!(hits > 1000, "{hits}");
    }

    #[test]
    fn words_are_spelled_out_as_terms_and_letters_as_pairs() {
        let connection = holding(&owned(&["Rye bread breads", "bß"]));
        let query = |text| query(&tx(&connection), text).unwrap().unwrap();
        assert_eq!(query("Brea rye"), r#"("bread" OR "breads") AND ("rye"*)"#);
        assert_eq!(query("a-brea"), r#"("a bread" OR "a breads")"#);
        assert_eq!(query("zzzz"), r#""zzzz"*"#);
        let pairs = query("b");
        assert!(pairs.starts_with(r#"("b" OR "b0"* OR "b1"* "#), "{pairs}");
        assert!(pairs.ends_with(r#" OR "bz"* OR "bß"*)"#), "{pairs}");
    }
}
