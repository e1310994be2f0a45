//! Instants to the millisecond, and the clock that tells them.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use jiff::Unit;
use jiff::tz::TimeZone;
use serde::{Serialize, Serializer};

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
    /// This whole day, in the shop's time zone.
    Day(jiff::civil::Date),
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
    pub fn start(self, zone: &TimeZone) -> Option<Timestamp> {
        match self {
            Self::Instant(instant) => Some(round_up(instant)),
            Self::Day(day) => start_of_day(day, zone),
        }
    }

    /// The first instant after a range that ends here: a day is inside, an instant is not.
    pub fn end(self, zone: &TimeZone) -> Option<Timestamp> {
        match self {
            Self::Instant(instant) => Some(round_up(instant)),
            Self::Day(day) => start_of_day(day.tomorrow().ok()?, zone),
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

fn start_of_day(day: jiff::civil::Date, zone: &TimeZone) -> Option<Timestamp> {
    let midnight = day.to_zoned(zone.clone()).ok()?.start_of_day().ok()?;
    Some(midnight.timestamp().into())
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
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let day = TimeBound::parse("2026-03-29").unwrap(); // the clocks go forward
        let hours =
            day.end(&zone).unwrap().as_millisecond() - day.start(&zone).unwrap().as_millisecond();
        assert_eq!(hours, 23 * 3_600_000);
        assert_eq!(
            day.start(&zone).unwrap().to_string(),
            "2026-03-28T23:00:00.000Z"
        );
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
