//! Instants to the millisecond, and the clock that tells them.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use jiff::Unit;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An instant in UTC, to the millisecond. In JSON RFC 3339: `2026-01-31T08:15:00.000Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp(jiff::Timestamp);

impl Timestamp {
    /// No machine's clock is right before this, 2026-01-01: OMS is younger. One without a battery starts in 1970.
    pub const EARLIEST: Self = Self(jiff::Timestamp::constant(1_767_225_600, 0));

    /// The instant so many milliseconds after 1970-01-01T00:00:00Z; out of range it is the last instant there is.
    pub fn from_millisecond(millisecond: i64) -> Self {
        Self(jiff::Timestamp::from_millisecond(millisecond).unwrap_or(jiff::Timestamp::MAX))
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub fn as_millisecond(self) -> i64 {
        self.0.as_millisecond()
    }

    /// This instant on the clocks and calendars of a zone.
    pub fn in_zone(self, zone: &TimeZone) -> jiff::Zoned {
        self.0.to_zoned(zone.clone())
    }

    /// This instant, so many milliseconds later (earlier if negative).
    pub fn plus_ms(self, milliseconds: i64) -> Self {
        Self::from_millisecond(self.as_millisecond().saturating_add(milliseconds))
    }
}

impl From<jiff::Timestamp> for Timestamp {
    fn from(instant: jiff::Timestamp) -> Self {
        Self::from_millisecond(instant.as_millisecond())
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}", self.0)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl utoipa::PartialSchema for Timestamp {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::DateTime)))
            .into()
    }
}

impl utoipa::ToSchema for Timestamp {}

/// The two ends of a time range that people and programs write: an instant, or a whole day of the shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeBound {
    /// This instant.
    Instant(jiff::Timestamp),
    /// This whole day, as the shop has it.
    Day(Date),
}

impl TimeBound {
    /// Reads RFC 3339 or a date such as `2026-01-31`.
    pub fn parse(text: &str) -> Option<Self> {
        // A date alone is also the beginning of a longer form, so its length decides.
        if text.len() == "2026-01-31".len() {
            return text.parse().ok().map(Self::Day);
        }
        text.parse().ok().map(Self::Instant)
    }

    /// The first instant inside a range that starts here.
    pub fn start(self, days: &ShopDays) -> Option<Timestamp> {
        match self {
            Self::Instant(instant) => Some(round_up(instant)),
            Self::Day(day) => days.start_of(day),
        }
    }

    /// The first instant after a range that ends here: a day is inside, an instant is not.
    pub fn end(self, days: &ShopDays) -> Option<Timestamp> {
        match self {
            Self::Instant(instant) => Some(round_up(instant)),
            Self::Day(day) => days.start_of(day.tomorrow().ok()?),
        }
    }
}

/// Rows bear milliseconds: `t >= x` and `t < x` stay true when `x` is rounded up to one.
fn round_up(instant: jiff::Timestamp) -> Timestamp {
    let rounding = jiff::TimestampRound::new()
        .smallest(Unit::Millisecond)
        .mode(jiff::RoundMode::Ceil);
    Timestamp::from(instant.round(rounding).unwrap_or(instant))
}

/// When a day begins on the shop's clocks: midnight, or later where work goes on past it. In JSON `HH:MM`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayStart(Time);

impl DayStart {
    /// Where nobody says otherwise.
    pub const MIDNIGHT: Self = Self(Time::midnight());

    /// Reads `HH:MM`, two digits each.
    pub fn parse(text: &str) -> Option<Self> {
        let (hour, minute) = text.split_once(':')?;
        let number = |digits: &str| {
            let are_two = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
            are_two.then(|| digits.parse::<i8>().ok()).flatten()
        };
        Time::new(number(hour)?, number(minute)?, 0, 0)
            .ok()
            .map(Self)
    }
}

impl fmt::Display for DayStart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0.hour(), self.0.minute())
    }
}

impl Serialize for DayStart {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DayStart {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wrong = "must be a time of day from 00:00 to 23:59, such as 04:00";
        Self::parse(String::deserialize(deserializer)?.trim())
            .ok_or_else(|| serde::de::Error::custom(wrong))
    }
}

impl utoipa::PartialSchema for DayStart {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::schema::{ObjectBuilder, Type};
        ObjectBuilder::new()
            .schema_type(Type::String)
            .pattern(Some("^([01][0-9]|2[0-3]):[0-5][0-9]$"))
            .into()
    }
}

impl utoipa::ToSchema for DayStart {}

/// Where the shop's days lie: on the clocks of its zone, from one beginning to the next.
#[derive(Clone, Debug)]
pub struct ShopDays {
    /// The shop's time zone.
    pub zone: TimeZone,
    /// When a day begins.
    pub starts_at: DayStart,
}

impl ShopDays {
    /// The first instant of a day; `None` at the end of all time. A time of day that the clocks skip that day is
    /// taken as if they had not been changed yet, one that comes twice is the first.
    pub fn start_of(&self, day: Date) -> Option<Timestamp> {
        let start = day.to_datetime(self.starts_at.0);
        let start = start.to_zoned(self.zone.clone()).ok()?;
        Some(start.timestamp().into())
    }

    /// The day that an instant lies in: before it begins, the day before.
    pub fn day_of(&self, at: Timestamp) -> Option<Date> {
        let date = at.in_zone(&self.zone).date();
        match at < self.start_of(date)? {
            true => date.yesterday().ok(),
            false => Some(date),
        }
    }
}

/// Tells the time, and in which zone the shop's days and years begin. The system's, or in tests one that is set by
/// hand.
#[derive(Clone)]
pub struct Clock {
    tell: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    zone: TimeZone,
}

impl Clock {
    /// The clock of this machine.
    pub fn system() -> Self {
        Self::new(|| jiff::Timestamp::now().into())
    }

    /// A clock that tells what `tell` says.
    pub fn new(tell: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self {
            tell: Arc::new(tell),
            zone: TimeZone::UTC,
        }
    }

    /// This clock, in that zone.
    pub fn in_zone(self, zone: TimeZone) -> Self {
        Self { zone, ..self }
    }

    /// Where the shop is; UTC unless it was set.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The present instant.
    pub fn now(&self) -> Timestamp {
        (self.tell)()
    }

    /// How long it is until an instant; nothing, once it is there.
    pub fn until(&self, instant: Timestamp) -> Duration {
        let left_ms = instant.as_millisecond() - self.now().as_millisecond();
        Duration::from_millis(u64::try_from(left_ms).unwrap_or(0))
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Clock({})", self.now())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timestamps_are_written_in_utc_with_milliseconds() {
        assert_eq!(
            Timestamp::from_millisecond(1_769_847_300_007).to_string(),
            "2026-01-31T08:15:00.007Z"
        );
        assert_eq!(
            Timestamp::from_millisecond(1_769_847_300_000).to_string(),
            "2026-01-31T08:15:00.000Z"
        );
    }

    #[test]
    fn a_day_is_as_long_as_it_is_in_the_shops_time_zone() {
        let day = TimeBound::parse("2026-03-29").unwrap(); // the clocks go forward
        for (starts_at, start, hours) in [
            ("00:00", "2026-03-28T23:00:00.000Z", 23),
            ("02:00", "2026-03-29T01:00:00.000Z", 23),
            // Skipped that day: as if the clocks had not been changed yet.
            ("02:30", "2026-03-29T01:30:00.000Z", 23),
            ("04:00", "2026-03-29T02:00:00.000Z", 24),
        ] {
            let days = berlin(starts_at);
            let (from, until) = (day.start(&days).unwrap(), day.end(&days).unwrap());
            let length = until.as_millisecond() - from.as_millisecond();
            assert_eq!(from.to_string(), start, "{starts_at}");
            assert_eq!(length, hours * 3_600_000, "{starts_at}");
        }
    }

    fn berlin(starts_at: &str) -> ShopDays {
        ShopDays {
            zone: TimeZone::get("Europe/Berlin").unwrap(),
            starts_at: DayStart::parse(starts_at).unwrap(),
        }
    }

    #[test]
    fn what_is_sold_after_midnight_belongs_to_the_day_before_until_the_day_begins() {
        let day = |starts_at: &str, at: &str| {
            let at: jiff::Timestamp = at.parse().unwrap();
            berlin(starts_at).day_of(at.into()).unwrap().to_string()
        };
        assert_eq!(day("00:00", "2026-01-28T00:00:00+01:00"), "2026-01-28");
        assert_eq!(day("04:00", "2026-01-28T03:59:59+01:00"), "2026-01-27");
        assert_eq!(day("04:00", "2026-01-28T04:00:00+01:00"), "2026-01-28");
        // The hour that comes twice: the day began in the first.
        assert_eq!(day("02:30", "2026-10-25T02:40:00+02:00"), "2026-10-25");
        assert_eq!(day("02:30", "2026-10-25T02:10:00+01:00"), "2026-10-25");
    }

    #[test]
    fn a_day_begins_at_a_time_of_day() {
        for good in ["00:00", "04:30", "23:59"] {
            assert_eq!(DayStart::parse(good).unwrap().to_string(), good);
        }
        for wrong in [
            "", "4:00", "24:00", "12:60", "-1:00", "+4:00", "04:00:00", "noon",
        ] {
            assert_eq!(DayStart::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn bounds_are_instants_or_days_and_nothing_else() {
        assert!(matches!(
            TimeBound::parse("2026-01-31T08:15:00+01:00"),
            Some(TimeBound::Instant(_))
        ));
        for wrong in [
            "",
            "today",
            "2026-02-30",
            "2026-1-31",
            "2026-01-31T08:15",
            "1769847300",
        ] {
            assert_eq!(TimeBound::parse(wrong), None, "{wrong}");
        }
    }
}
