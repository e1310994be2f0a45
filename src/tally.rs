//! Counts how large things are, without a lock: what a histogram of the metrics is made of.

use std::sync::atomic::{AtomicU64, Ordering};

/// How many values there were up to each of `N` bounds. Adding is a few atomic additions, from any thread.
#[derive(Debug)]
pub struct Tally<const N: usize> {
    bounds: &'static [u64; N],
    counts: [AtomicU64; N],
    beyond: AtomicU64,
    sum: AtomicU64,
}

/// What a [`Tally`] has counted so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Each bound, and how many values lie between the one before (excluded) and it (included).
    pub buckets: Vec<(u64, u64)>,
    /// All values, those beyond the last bound too.
    pub count: u64,
    /// Their sum.
    pub sum: u64,
}

impl<const N: usize> Tally<N> {
    /// A tally with these bounds, which must rise.
    pub fn new(bounds: &'static [u64; N]) -> Self {
        Self {
            bounds,
            counts: [const { AtomicU64::new(0) }; N],
            beyond: AtomicU64::new(0),
            sum: AtomicU64::new(0),
        }
    }

    /// Counts a value.
    pub fn add(&self, value: u64) {
        let bucket = self.bounds.partition_point(|bound| *bound < value);
        let count = self.counts.get(bucket).unwrap_or(&self.beyond);
        count.fetch_add(1, Ordering::Relaxed);
        self.sum.fetch_add(value, Ordering::Relaxed);
    }

    /// What was counted. A value that is added at this moment may be in the sum alone.
    pub fn read(&self) -> Counted {
        let counts = self.counts.iter().map(|it| it.load(Ordering::Relaxed));
        let buckets: Vec<_> = self.bounds.iter().copied().zip(counts).collect();
        let within: u64 = buckets.iter().map(|(_, count)| count).sum();
        Counted {
            count: within + self.beyond.load(Ordering::Relaxed),
            sum: self.sum.load(Ordering::Relaxed),
            buckets,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_counted_at_the_first_bound_that_it_does_not_exceed() {
        let tally = Tally::new(&[1, 10]);
        for value in [0, 1, 2, 10, 11, 1_000] {
            tally.add(value);
        }
        let counted = Counted {
            buckets: vec![(1, 2), (10, 2)],
            count: 6,
            sum: 1_024,
        };
        assert_eq!(tally.read(), counted);
    }
}
