//! Exact money: an integer of the currency's minor unit, from the request to the disk and back.
//!
//! No float takes part. JSON numbers are read as the text they are written in, so that 12.5 and 12.50
//! are the same and 12.505 euros are an error, not a rounding.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

/// The largest amount: 15 digits of minor units, what every JSON reader keeps exactly (RFC 8259, part 6).
const MAX_MINOR: i64 = 999_999_999_999_999;

/// A currency of ISO 4217 and how many decimals its minor unit has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Currency(iso_currency::Currency);

impl Currency {
    /// The currency with this code of three capital letters, if ISO 4217 has it.
    pub fn from_code(code: &str) -> Option<Self> {
        iso_currency::Currency::from_code(code).map(Self)
    }

    /// The code, such as `EUR`.
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// Decimals of an amount: 2 for euros, 0 for yen. Metals and the like, which have no minor unit, count as 0.
    pub fn decimals(self) -> usize {
        self.0.exponent().unwrap_or(0).into()
    }

    /// Whether amounts of it can be counted: gold and the code for tests have no minor unit.
    pub fn has_minor_unit(self) -> bool {
        self.0.exponent().is_some()
    }
}

impl From<iso_currency::Currency> for Currency {
    fn from(currency: iso_currency::Currency) -> Self {
        Self(currency)
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// An amount of money, never negative. In JSON a number with exactly the currency's decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

impl Money {
    /// The currency that it is in.
    pub fn currency(self) -> Currency {
        self.currency
    }

    /// An amount from its minor units; `None` when it is negative or has more than 15 digits.
    pub fn from_minor(minor: i64, currency: Currency) -> Option<Self> {
        (0..=MAX_MINOR)
            .contains(&minor)
            .then_some(Self { minor, currency })
    }

    /// No money.
    pub fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// The amount in minor units.
    pub fn minor(self) -> i64 {
        self.minor
    }

    /// This amount so many times; `None` when that has more than 15 digits.
    pub fn times(self, quantity: i64) -> Option<Self> {
        Self::from_minor(self.minor.checked_mul(quantity)?, self.currency)
    }

    /// This amount and another; where that has more than 15 digits, the largest amount there is.
    pub fn saturating_add(self, other: Self) -> Self {
        Self {
            minor: self.minor.saturating_add(other.minor).min(MAX_MINOR),
            ..self
        }
    }

    /// The sum of these amounts; `None` when that has more than 15 digits.
    pub fn sum(amounts: impl IntoIterator<Item = Self>, currency: Currency) -> Option<Self> {
        amounts
            .into_iter()
            .try_fold(Self::zero(currency), |sum, amount| {
                Self::from_minor(sum.minor.checked_add(amount.minor)?, currency)
            })
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let decimals = self.currency.decimals();
        let digits = format!("{:0>width$}", self.minor, width = decimals + 1);
        match digits.split_at_checked(digits.len() - decimals) {
            Some((whole, fraction)) if !fraction.is_empty() => write!(f, "{whole}.{fraction}"),
            _ => f.write_str(&digits),
        }
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.to_string())
            .map_err(serde::ser::Error::custom)?
            .serialize(serializer)
    }
}

impl utoipa::PartialSchema for Money {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        amount_schema()
    }
}

impl utoipa::ToSchema for Money {}

/// An amount as a request bears it: a JSON number, kept as it was written until the currency is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount(String);

impl Amount {
    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The exact amount in this currency.
    ///
    /// # Errors
    /// A sentence that says what is wrong: negative, too many decimals, too large.
    pub fn in_currency(&self, currency: Currency) -> Result<Money, String> {
        let decimal = Decimal::parse(&self.0).ok_or("must be a number")?;
        if decimal.negative {
            return Err("must not be negative".to_owned());
        }
        let minor = decimal
            .scaled(currency.decimals())
            .map_err(|problem| match problem {
                Unscalable::TooPrecise => {
                    format!(
                        "has more decimals than {} ({})",
                        currency.code(),
                        currency.decimals()
                    )
                }
                Unscalable::TooLarge => "is too large: at most 15 digits".to_owned(),
            })?;
        Money::from_minor(minor, currency)
            .ok_or_else(|| "is too large: at most 15 digits".to_owned())
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let text = raw.get();
        if text.starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
            return Ok(Self(text.to_owned()));
        }
        Err(serde::de::Error::custom("expected a number"))
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.0.clone())
            .map_err(serde::ser::Error::custom)?
            .serialize(serializer)
    }
}

impl From<Money> for Amount {
    fn from(money: Money) -> Self {
        Self(money.to_string())
    }
}

impl utoipa::PartialSchema for Amount {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        amount_schema()
    }
}

impl utoipa::ToSchema for Amount {}

fn amount_schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
    use utoipa::openapi::schema::{ObjectBuilder, Type};
    ObjectBuilder::new()
        .schema_type(Type::Number)
        .minimum(Some(0))
        .description(Some(
            "An amount in the shop's currency, exact to its minor unit: 12.5 means 12.50",
        ))
        .into()
}

/// Why a decimal number is no whole number of minor units.
enum Unscalable {
    TooPrecise,
    TooLarge,
}

/// A number of JSON's grammar (RFC 8259, part 6), taken apart: digits × 10^exponent.
struct Decimal {
    negative: bool,
    digits: String,
    exponent: i64,
}

impl Decimal {
    fn parse(text: &str) -> Option<Self> {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
            None => (text, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{whole}{fraction}");
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let significant = digits.trim_start_matches('0');
        let trimmed = significant.trim_end_matches('0');
        let dropped = i64::try_from(significant.len() - trimmed.len()).ok()?;
        let decimals = i64::try_from(fraction.len()).ok()?;
        Some(Self {
            // -0 is zero, and zero is not negative.
            negative: negative && !trimmed.is_empty(),
            digits: trimmed.to_owned(),
            exponent: exponent.checked_add(dropped)?.checked_sub(decimals)?,
        })
    }

    /// The number times 10^decimals, if that is a whole number.
    fn scaled(&self, decimals: usize) -> Result<i64, Unscalable> {
        if self.digits.is_empty() {
            return Ok(0);
        }
        let shift = i64::try_from(decimals)
            .ok()
            .and_then(|decimals| self.exponent.checked_add(decimals))
            .ok_or(Unscalable::TooLarge)?;
        let zeros = usize::try_from(shift).map_err(|_| Unscalable::TooPrecise)?;
        if self.digits.len().saturating_add(zeros) > 15 {
            return Err(Unscalable::TooLarge);
        }
        format!("{}{}", self.digits, "0".repeat(zeros))
            .parse()
            .map_err(|_| Unscalable::TooLarge)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn currency(code: &str) -> Currency {
        Currency::from_code(code).unwrap()
    }

    fn parse(json: &str, code: &str) -> Result<i64, String> {
        let amount: Amount = serde_json::from_str(json).map_err(|error| error.to_string())?;
        amount.in_currency(currency(code)).map(Money::minor)
    }

    #[test]
    fn amounts_are_exact_to_the_minor_unit() {
        for (json, code, minor) in [
            ("12.5", "EUR", 1250),
            ("12.50", "EUR", 1250),
            ("12.500", "EUR", 1250),
            ("0", "EUR", 0),
            ("-0", "EUR", 0),
            ("0.07", "EUR", 7),
            ("1.25e1", "EUR", 1250),
            ("125E-1", "EUR", 1250),
            ("1e3", "JPY", 1000),
            ("1200", "JPY", 1200),
            ("1.234", "KWD", 1234),
            ("9999999999999.99", "EUR", 999_999_999_999_999),
            ("999999999999999", "JPY", 999_999_999_999_999),
        ] {
            assert_eq!(parse(json, code), Ok(minor), "{json} {code}");
        }
    }

    #[test]
    fn what_is_no_exact_amount_is_refused_and_not_rounded() {
        for (json, code) in [
            ("12.505", "EUR"),
            ("0.1", "JPY"),
            ("1e-3", "EUR"),
            ("1e-9223372036854775807", "EUR"),
            ("-0.01", "EUR"),
            ("10000000000000.00", "EUR"),
            ("1e15", "JPY"),
            ("1e9223372036854775807", "EUR"),
            ("1e99999999999999999999", "EUR"),
            ("\"12.5\"", "EUR"),
            ("null", "EUR"),
            ("true", "EUR"),
            ("[1]", "EUR"),
        ] {
            assert!(parse(json, code).is_err(), "{json} {code}");
        }
    }

    #[test]
    fn money_is_written_with_the_decimals_of_its_currency() {
        for (minor, code, text) in [
            (1250, "EUR", "12.50"),
            (7, "EUR", "0.07"),
            (0, "EUR", "0.00"),
            (1200, "JPY", "1200"),
            (1, "KWD", "0.001"),
            (999_999_999_999_999, "EUR", "9999999999999.99"),
        ] {
            let money = Money::from_minor(minor, currency(code)).unwrap();
            assert_eq!(serde_json::to_string(&money).unwrap(), text);
        }
    }

    #[test]
    fn products_and_sums_past_fifteen_digits_do_not_exist() {
        let euros = |minor| Money::from_minor(minor, currency("EUR"));
        assert_eq!(euros(333).unwrap().times(3), euros(999));
        assert_eq!(euros(MAX_MINOR).unwrap().times(2), None);
        assert_eq!(euros(i64::MAX), None);
        assert_eq!(euros(-1), None);
        let most = euros(MAX_MINOR).unwrap();
        assert_eq!(Money::sum([most, euros(1).unwrap()], currency("EUR")), None);
        assert_eq!(Money::sum([], currency("EUR")), euros(0));
        assert_eq!(most.saturating_add(euros(1).unwrap()), most);
        assert_eq!(most.saturating_add(most), most);
        let less = euros(MAX_MINOR - 1).unwrap();
        assert_eq!(less.saturating_add(euros(1).unwrap()), most);
    }
}
