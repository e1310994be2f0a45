//! How the shop writes the numbers of its orders: `{number}`, `A-{number}`, `{year}-{seq:4}`.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How long a pattern may be, in characters.
const MAX_CHARS: usize = 60;
/// The most digits that a counter is filled up to.
const MAX_WIDTH: usize = 12;
/// What every refusal shows.
const EXAMPLES: &str = "such as {number}, A-{number} or {year}-{seq:4}";

/// A pattern that gives every order a number of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberPattern {
    text: String,
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Year,
    /// The running number of all orders, filled up with zeros to so many digits.
    Number(usize),
    /// A counter of its own, which starts anew each year where the pattern has the year.
    Sequence(usize),
}

/// What the counters stand at for one order.
#[derive(Clone, Copy, Debug)]
pub struct Counters {
    /// The running number of all orders.
    pub number: i64,
    /// The counter of the pattern's own; 0 where it has none.
    pub sequence: i64,
    /// The year in the shop's time zone.
    pub year: i16,
}

impl NumberPattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// A sentence that says what is wrong, with an example.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text.chars().count() > MAX_CHARS || text.chars().any(char::is_control) {
            return Err(format!(
                "must be one line of at most {MAX_CHARS} characters, {EXAMPLES}"
            ));
        }
        let parts = parts(text)?;
        if !parts.iter().any(Part::is_counter) {
            return Err(format!("needs a counter, {EXAMPLES}"));
        }
        let pattern = Self {
            text: text.to_owned(),
            parts,
        };
        if !pattern.is_plain() && !pattern.has_text() {
            // It could be mistaken for the running number of another order.
            return Err(format!(
                "needs a letter or a sign besides its digits, {EXAMPLES}"
            ));
        }
        Ok(pattern)
    }

    /// Whether orders are called by their running number and by nothing else.
    pub fn is_plain(&self) -> bool {
        self.parts == [Part::Number(0)]
    }

    /// Whether there is a counter of the pattern's own.
    pub fn has_sequence(&self) -> bool {
        let mut parts = self.parts.iter();
        parts.any(|part| matches!(part, Part::Sequence(_)))
    }

    /// What that counter counts: the orders of a year, or all (0).
    pub fn sequence_of(&self, year: i16) -> i16 {
        match self.parts.contains(&Part::Year) {
            true => year,
            false => 0,
        }
    }

    /// The number of an order.
    pub fn label(&self, counters: Counters) -> String {
        let text = |part: &Part| match part {
            Part::Text(text) => text.clone(),
            Part::Year => format!("{:04}", counters.year),
            Part::Number(width) => filled(counters.number, *width),
            Part::Sequence(width) => filled(counters.sequence, *width),
        };
        self.parts.iter().map(text).collect()
    }

    fn has_text(&self) -> bool {
        self.parts.iter().any(|part| match part {
            Part::Text(text) => text
                .chars()
                .any(|c| !c.is_ascii_digit() && !c.is_whitespace()),
            _ => false,
        })
    }
}

impl Default for NumberPattern {
    fn default() -> Self {
        Self {
            text: "{number}".to_owned(),
            parts: vec![Part::Number(0)],
        }
    }
}

impl fmt::Display for NumberPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Serialize for NumberPattern {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for NumberPattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

impl Part {
    fn is_counter(&self) -> bool {
        matches!(self, Self::Number(_) | Self::Sequence(_))
    }

    /// What stands between braces.
    fn parse(name: &str) -> Result<Self, String> {
        let (name, width) = name.split_once(':').unwrap_or((name, "0"));
        let width = width.parse().ok().filter(|width| *width <= MAX_WIDTH);
        match (name, width) {
            ("year", Some(0)) => Ok(Self::Year),
            ("number", Some(width)) => Ok(Self::Number(width)),
            ("seq", Some(width)) => Ok(Self::Sequence(width)),
            _ => Err(format!(
                "knows {{number}}, {{seq}} and {{year}}, the first two with up to {MAX_WIDTH} digits, {EXAMPLES}"
            )),
        }
    }
}

fn parts(text: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('{') {
        if !before.is_empty() {
            parts.push(Part::Text(before.to_owned()));
        }
        let (name, after) = from
            .split_once('}')
            .ok_or_else(|| format!("has a brace that is not closed, {EXAMPLES}"))?;
        parts.push(Part::parse(name)?);
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest.to_owned()));
    }
    match parts
        .iter()
        .any(|part| matches!(part, Part::Text(text) if text.contains('}')))
    {
        true => Err(format!("has a brace that was not opened, {EXAMPLES}")),
        false => Ok(parts),
    }
}

fn filled(count: i64, width: usize) -> String {
    format!("{count:0width$}")
}

/// The spellings by which people look for a number: as it is, and its parts without signs and leading zeros, apart and
/// in one. `2026-0042` is found by `2026-0042`, `2026 42`, `20260042` and `202642`.
pub fn spellings(label: &str) -> Vec<String> {
    let words: Vec<_> = label
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let short: Vec<_> = words.iter().map(|word| without_zeros(word)).collect();
    let mut spellings = vec![
        label.to_owned(),
        short.join(" "),
        words.concat(),
        short.concat(),
    ];
    spellings.dedup();
    spellings
}

/// A word without the zeros before its digits: `A007` as `A7`.
fn without_zeros(word: &str) -> String {
    let mut kept = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let end = from
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(from.len());
        let (digits, after) = from.split_at(end);
        let short = digits.trim_start_matches('0');
        kept.push_str(before);
        kept.push_str(if short.is_empty() { "0" } else { short });
        rest = after;
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    const COUNTERS: Counters = Counters {
        number: 1042,
        sequence: 7,
        year: 2026,
    };

    #[test]
    fn patterns_write_numbers_as_shops_do() {
        for (pattern, label) in [
            ("{number}", "1042"),
            (" {number} ", "1042"),
            ("A-{number}", "A-1042"),
            ("#{number:6}", "#001042"),
            ("{year}-{seq:4}", "2026-0007"),
            ("{seq}/{year}", "7/2026"),
            ("Bäckerei {year}·{seq:2} {number}", "Bäckerei 2026·07 1042"),
        ] {
            let pattern = NumberPattern::parse(pattern).unwrap();
            assert_eq!(pattern.label(COUNTERS), label);
        }
    }

    #[test]
    fn what_gives_no_order_a_number_of_its_own_is_refused_with_an_example() {
        for pattern in [
            "",
            "A",
            "{year}",
            "{",
            "}",
            "{number",
            "number}",
            "{}",
            "{seq:13}",
            "{seq:x}",
            "{year:2}",
            "{day}-{seq}",
            "{seq}",
            "{seq:4}",
            "2026{seq:4}",
            "{number:6}",
            "A\n{number}",
        ] {
            let why = NumberPattern::parse(pattern).unwrap_err();
            assert!(why.contains(EXAMPLES), "{pattern}: {why}");
        }
        assert!(NumberPattern::parse(&format!("{}{{number}}", "A".repeat(60))).is_err());
    }

    #[test]
    fn a_counter_starts_anew_each_year_where_the_year_tells_them_apart() {
        let of = |pattern| NumberPattern::parse(pattern).unwrap().sequence_of(2026);
        assert_eq!(of("{year}-{seq}"), 2026);
        assert_eq!(of("A-{seq}"), 0);
    }

    #[test]
    fn a_number_is_found_in_any_spelling() {
        let all = spellings("2026-0042");
        for spelling in ["2026-0042", "2026 42", "20260042", "202642"] {
            assert!(all.iter().any(|it| it == spelling), "{spelling} in {all:?}");
        }
        assert_eq!(spellings("1042"), ["1042"]);
        assert_eq!(spellings("A007"), ["A007", "A7", "A007", "A7"]);
    }
}
