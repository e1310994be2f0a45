//! When what failed is tried again: a webhook's delivery, a mail.

use super::time::Timestamp;

/// How long after each failed try the next one comes, in seconds: over a day in all, then no other does.
const RETRIES_S: [i64; 8] = [5, 60, 300, 1_800, 7_200, 18_000, 36_000, 36_000];
/// How much sooner or later than that it may come, in percent, so that what failed together is not tried together.
const JITTER_PERCENT: i64 = 10;

/// How long after something has failed so often it is tried again, in milliseconds; `None`: no more. `chance` is
/// drawn anew each time.
pub fn retry_after_ms(failures: i64, chance: u32) -> Option<i64> {
    let place = usize::try_from(failures).ok()?.checked_sub(1)?;
    let ms = RETRIES_S.get(place)? * 1_000;
    let width = ms * JITTER_PERCENT / 100;
    let off = i64::from(chance) * 2 * width / i64::from(u32::MAX) - width;
    Some(ms + off)
}

/// Whether it is tried now. What is further away than any wait is of before the clock was set back.
pub fn is_due(next_at: Timestamp, now: Timestamp) -> bool {
    let wait = next_at.as_millisecond() - now.as_millisecond();
    let longest = RETRIES_S[RETRIES_S.len() - 1] * (1_000 + 10 * JITTER_PERCENT);
    wait <= 0 || wait > longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_go_on_for_more_than_a_day_with_longer_and_longer_waits() {
        let day = 24 * 60 * 60 * 1_000;
        for chance in [0, 1, u32::MAX / 2, u32::MAX] {
            let waits: Vec<_> = (1..)
                .map_while(|failures| retry_after_ms(failures, chance))
                .collect();
            assert_eq!(waits.len(), RETRIES_S.len());
            assert!(waits.is_sorted(), "{waits:?}");
            assert!(waits.iter().sum::<i64>() > day, "{waits:?}");
        }
        assert_eq!(retry_after_ms(1, 0), Some(4_500));
        assert_eq!(retry_after_ms(1, u32::MAX), Some(5_500));
        assert_eq!(retry_after_ms(0, 0), None);
    }

    #[test]
    fn a_clock_that_was_set_back_holds_nothing_up() {
        let at = Timestamp::from_millisecond;
        assert!(is_due(at(5), at(5)) && is_due(at(5), at(6)));
        assert!(!is_due(at(6), at(5)));
        let longest = retry_after_ms(8, u32::MAX).unwrap();
        assert!(!is_due(at(longest), at(0)));
        assert!(is_due(at(longest + 1), at(0)));
    }
}
