//! The shop's days and weeks: where they begin and end, and which stretches of them are compared.

use jiff::ToSpan;
use jiff::civil::Date;

use super::time::{ShopDays, TimeBound, Timestamp};

/// How many days [`Calendar::days`] has. The week before this one lies within them.
const DAYS: i32 = 14;

/// A stretch of time: from an instant to before another. It may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first instant inside.
    pub from: Timestamp,
    /// The first instant after it.
    pub until: Timestamp,
}

impl Period {
    /// Whether an instant lies inside.
    pub fn contains(self, at: Timestamp) -> bool {
        self.from <= at && at < self.until
    }

    /// A day, as the shop has it; `None` beyond all time.
    pub fn of_day(day: Date, days: &ShopDays) -> Option<Self> {
        Self::of_days(day, day, days)
    }

    /// From the beginning of a day to the end of another, as the shop has them.
    fn of_days(first: Date, last: Date, days: &ShopDays) -> Option<Self> {
        Some(Self {
            from: TimeBound::Day(first).start(days)?,
            until: TimeBound::Day(last).end(days)?,
        })
    }
}

/// The days and weeks around an instant. A day starts when the shop says and is as long as its time zone
/// has it; a week starts on Monday.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// The day that it is.
    pub today: Period,
    /// The same weekday a week ago, up to the same time of day.
    pub today_before: Period,
    /// The days of this week, up to the end of today.
    pub week: Period,
    /// The week before, up to the same weekday and time of day.
    pub week_before: Period,
    /// The last fourteen days, oldest first, today last. They follow one another without a gap.
    pub days: Vec<(Date, Period)>,
}

impl Calendar {
    /// The calendar as it looks at this instant in this shop; `None` at the end of all time.
    pub fn at(now: Timestamp, shop: &ShopDays) -> Option<Self> {
        let zone = &shop.zone;
        let local = now.in_zone(zone).datetime();
        let today = shop.day_of(now)?;
        let day = |before: i32| today.checked_sub(before.days()).ok();
        let since_monday = i32::from(today.weekday().to_monday_zero_offset());
        // A time of day that the clocks skipped that day is taken as if they had not been changed yet.
        let week_ago = local.checked_sub(7.days()).ok()?;
        let week_ago = Timestamp::from(week_ago.to_zoned(zone.clone()).ok()?.timestamp());
        let up_to_week_ago = |first: Date| {
            let from = TimeBound::Day(first).start(shop)?;
            Some(Period {
                from,
                until: week_ago.max(from),
            })
        };
        let days = (0..DAYS).rev().map(|before| {
            let date = day(before)?;
            Some((date, Period::of_days(date, date, shop)?))
        });
        Some(Self {
            today: Period::of_days(today, today, shop)?,
            today_before: up_to_week_ago(day(7)?)?,
            week: Period::of_days(day(since_monday)?, today, shop)?,
            week_before: up_to_week_ago(day(since_monday + 7)?)?,
            days: days.collect::<Option<_>>()?,
        })
    }

    /// The last so many of the days, today included, as one stretch; at most fourteen.
    pub fn last_days(&self, count: usize) -> Period {
        let first = self.days.len().saturating_sub(count);
        Period {
            from: self
                .days
                .get(first)
                .map_or(self.today.from, |(_, day)| day.from),
            until: self.today.until,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;
    use crate::domain::DayStart;

    fn calendar(now: &str, zone: &str) -> Calendar {
        calendar_from(DayStart::MIDNIGHT, now, zone)
    }

    fn calendar_from(starts_at: DayStart, now: &str, zone: &str) -> Calendar {
        let now: jiff::Timestamp = now.parse().unwrap();
        let zone = TimeZone::get(zone).unwrap();
        Calendar::at(now.into(), &ShopDays { zone, starts_at }).unwrap()
    }

    fn period(from: &str, until: &str) -> Period {
        let at = |text: &str| Timestamp::from(text.parse::<jiff::Timestamp>().unwrap());
        Period {
            from: at(from),
            until: at(until),
        }
    }

    fn hours(period: Period) -> i64 {
        (period.until.as_millisecond() - period.from.as_millisecond()) / 3_600_000
    }

    #[test]
    fn days_and_weeks_are_those_of_the_shop_and_compared_up_to_the_same_time() {
        // A Wednesday, half past ten in the morning.
        let calendar = calendar("2026-01-28T10:30:00+01:00", "Europe/Berlin");
        let day = period("2026-01-28T00:00:00+01:00", "2026-01-29T00:00:00+01:00");
        assert_eq!(calendar.today, day);
        let before = period("2026-01-21T00:00:00+01:00", "2026-01-21T10:30:00+01:00");
        assert_eq!(calendar.today_before, before);
        let week = period("2026-01-26T00:00:00+01:00", "2026-01-29T00:00:00+01:00");
        assert_eq!(calendar.week, week);
        let before = period("2026-01-19T00:00:00+01:00", "2026-01-21T10:30:00+01:00");
        assert_eq!(calendar.week_before, before);
        assert_eq!(calendar.days.len(), 14);
        assert_eq!(calendar.days[0].0.to_string(), "2026-01-15");
        assert_eq!(calendar.days[13], ("2026-01-28".parse().unwrap(), day));
        let seven = period("2026-01-22T00:00:00+01:00", "2026-01-29T00:00:00+01:00");
        assert_eq!(calendar.last_days(7), seven);
    }

    #[test]
    fn a_week_begins_on_monday_and_ends_with_sunday() {
        let sunday = calendar("2026-02-01T23:59:59.999Z", "UTC");
        let week = period("2026-01-26T00:00:00Z", "2026-02-02T00:00:00Z");
        assert_eq!(sunday.week, week);
        let before = period("2026-01-19T00:00:00Z", "2026-01-25T23:59:59.999Z");
        assert_eq!(sunday.week_before, before);
        assert_eq!(sunday.days[0].1.from, before.from, "it lies in the days");
        let monday = calendar("2026-02-02T00:00:00Z", "UTC");
        assert_eq!(monday.week, monday.today);
        let nothing_yet = period("2026-01-26T00:00:00Z", "2026-01-26T00:00:00Z");
        assert_eq!(monday.week_before, nothing_yet);
        assert_eq!(monday.today_before, nothing_yet);
        assert!(!nothing_yet.contains(nothing_yet.from));
    }

    #[test]
    fn a_day_on_which_the_clocks_change_is_shorter_or_longer() {
        // The evening of the day on which they go forward, and of the one on which they go back.
        for (now, length, before) in [
            ("2026-03-29T20:00:00+02:00", 23, "2026-03-22T20:00:00+01:00"),
            ("2026-10-25T20:00:00+01:00", 25, "2026-10-18T20:00:00+02:00"),
        ] {
            let calendar = calendar(now, "Europe/Berlin");
            assert_eq!(hours(calendar.today), length, "{now}");
            assert_eq!(hours(calendar.days[13].1), length, "{now}");
            assert_eq!(hours(calendar.week), 6 * 24 + length, "{now}");
            let before: jiff::Timestamp = before.parse().unwrap();
            assert_eq!(calendar.today_before.until, before.into(), "{now}");
            assert_eq!(hours(calendar.today_before), 20, "{now}");
        }
    }

    #[test]
    fn a_time_of_day_that_was_not_there_a_week_ago_has_a_comparison_too() {
        // Half past two was skipped the Sunday before.
        let calendar = calendar("2026-04-05T02:30:00+02:00", "Europe/Berlin");
        let before = period("2026-03-29T00:00:00+01:00", "2026-03-29T02:30:00+01:00");
        assert_eq!(calendar.today_before, before);
        // There midnight itself is skipped: the day begins at one.
        let calendar = self::calendar("2026-05-01T00:10:00+03:00", "Africa/Cairo");
        let before = period("2026-04-24T01:00:00+03:00", "2026-04-24T01:10:00+03:00");
        assert_eq!(calendar.today_before, before);
    }

    #[test]
    fn a_bar_that_closes_at_three_still_has_its_monday_at_two() {
        let four = DayStart::parse("04:00").unwrap();
        // Tuesday by the calendar.
        let night = calendar_from(four, "2026-01-27T02:00:00+01:00", "Europe/Berlin");
        let monday = period("2026-01-26T04:00:00+01:00", "2026-01-27T04:00:00+01:00");
        assert_eq!(night.today, monday);
        assert_eq!(night.week, monday);
        assert_eq!(night.days[13], ("2026-01-26".parse().unwrap(), monday));
        let before = period("2026-01-19T04:00:00+01:00", "2026-01-20T02:00:00+01:00");
        assert_eq!(night.today_before, before);
        assert_eq!(night.week_before, before);
    }

    #[test]
    fn the_days_follow_one_another_without_a_gap() {
        for zone in ["Europe/Berlin", "Pacific/Apia", "America/St_Johns", "UTC"] {
            for now in ["2026-03-31T01:00:00Z", "2012-01-03T12:00:00Z"] {
                let days = calendar(now, zone).days;
                for pair in days.windows(2) {
                    assert_eq!(pair[0].1.until, pair[1].1.from, "{zone} {now}");
                }
            }
        }
    }

    #[test]
    fn the_end_of_all_time_has_no_calendar_and_no_panic() {
        let end = Timestamp::from_millisecond(i64::MAX);
        let zone = TimeZone::UTC;
        let starts_at = DayStart::MIDNIGHT;
        assert!(Calendar::at(end, &ShopDays { zone, starts_at }).is_none());
    }
}
