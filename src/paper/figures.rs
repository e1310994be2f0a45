//! How amounts, shares, quantities and dates are written in the languages of documents.

use jiff::tz::TimeZone;

use crate::domain::{Currency, DocumentLanguage, Rate, Timestamp};

/// Keeps a number and what belongs to it on one line.
const NO_BREAK: char = '\u{a0}';

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_DE: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

/// The ways of a language, a currency and a place.
pub(super) struct Figures {
    pub language: DocumentLanguage,
    pub currency: Currency,
    pub zone: TimeZone,
}

impl Figures {
    /// An amount as JSON has it (`1234.50`): `1,234.50`, or in German `1.234,50`. Exact: no digit is made or lost.
    pub(super) fn amount(&self, json: &str) -> String {
        let (group, decimal) = match self.language {
            DocumentLanguage::En => (',', '.'),
            DocumentLanguage::De => ('.', ','),
        };
        let (whole, rest) = json.split_once('.').unwrap_or((json, ""));
        let mut text = grouped(whole, group);
        if !rest.is_empty() {
            text.push(decimal);
            text.push_str(rest);
        }
        text
    }

    /// An amount that is taken off.
    pub(super) fn minus(&self, json: &str) -> String {
        // The sign that every program reads as one.
        format!("-{}", self.amount(json))
    }

    /// An amount with its currency, on one line.
    pub(super) fn money(&self, json: &str) -> String {
        let (amount, code) = (self.amount(json), self.currency.code());
        match self.language {
            DocumentLanguage::En => format!("{code}{NO_BREAK}{amount}"),
            DocumentLanguage::De => format!("{amount}{NO_BREAK}{code}"),
        }
    }

    /// How many.
    pub(super) fn quantity(&self, quantity: i64) -> String {
        self.amount(&quantity.to_string())
    }

    /// A share: `7.5%`, or in German `7,5 %`.
    pub(super) fn rate(&self, rate: Rate) -> String {
        let (whole, rest) = (rate.basis_points() / 100, rate.basis_points() % 100);
        let text = format!("{whole}.{rest:02}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        match self.language {
            DocumentLanguage::En => format!("{text}%"),
            DocumentLanguage::De => format!("{}{NO_BREAK}%", text.replace('.', ",")),
        }
    }

    /// A day: `31 January 2026`.
    pub(super) fn date(&self, at: Timestamp) -> String {
        let day = at.in_zone(&self.zone);
        let month = usize::try_from(day.month()).unwrap_or(1).saturating_sub(1);
        let (months, dot) = match self.language {
            DocumentLanguage::En => (MONTHS_EN, ""),
            DocumentLanguage::De => (MONTHS_DE, "."),
        };
        let month = months.get(month).copied().unwrap_or_default();
        format!(
            "{}{dot}{NO_BREAK}{month}{NO_BREAK}{}",
            day.day(),
            day.year()
        )
    }

    /// A day and the time: `31 January 2026, 14:05`.
    pub(super) fn time(&self, at: Timestamp) -> String {
        let clock = at.in_zone(&self.zone).time();
        format!(
            "{}, {:02}:{:02}",
            self.date(at),
            clock.hour(),
            clock.minute()
        )
    }
}

/// Digits in groups of three, counted from the end.
fn grouped(digits: &str, group: char) -> String {
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(group);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(language: DocumentLanguage) -> Figures {
        Figures {
            language,
            currency: Currency::from_code("EUR").unwrap(),
            zone: TimeZone::get("Europe/Berlin").unwrap(),
        }
    }

    #[test]
    fn amounts_keep_every_digit_in_both_languages() {
        let (en, de) = (figures(DocumentLanguage::En), figures(DocumentLanguage::De));
        for (json, english, german) in [
            ("0.00", "0.00", "0,00"),
            ("7", "7", "7"),
            ("999.999", "999.999", "999,999"),
            ("1234.50", "1,234.50", "1.234,50"),
            (
                "999999999999999",
                "999,999,999,999,999",
                "999.999.999.999.999",
            ),
            (
                "9999999999999.99",
                "9,999,999,999,999.99",
                "9.999.999.999.999,99",
            ),
        ] {
            assert_eq!(en.amount(json), english);
            assert_eq!(de.amount(json), german);
        }
        assert_eq!(en.money("1200.5"), "EUR\u{a0}1,200.5");
        assert_eq!(de.money("1200.5"), "1.200,5\u{a0}EUR");
        assert_eq!(de.minus("2.50"), "-2,50");
    }

    #[test]
    fn shares_have_no_decimals_that_say_nothing() {
        let (en, de) = (figures(DocumentLanguage::En), figures(DocumentLanguage::De));
        for (basis_points, english, german) in [
            (0, "0%", "0\u{a0}%"),
            (700, "7%", "7\u{a0}%"),
            (750, "7.5%", "7,5\u{a0}%"),
            (1_925, "19.25%", "19,25\u{a0}%"),
            (10_000, "100%", "100\u{a0}%"),
        ] {
            let rate = Rate::new(basis_points).unwrap();
            assert_eq!(en.rate(rate), english);
            assert_eq!(de.rate(rate), german);
        }
    }

    #[test]
    fn a_day_is_the_shops_own() {
        // Half an hour before midnight in UTC, half an hour after it in Berlin.
        let at = Timestamp::from_millisecond(1_767_223_800_000);
        let english = figures(DocumentLanguage::En).time(at);
        assert_eq!(english, "1\u{a0}January\u{a0}2026, 00:30");
        let german = figures(DocumentLanguage::De).date(at);
        assert_eq!(german, "1.\u{a0}Januar\u{a0}2026");
    }
}
