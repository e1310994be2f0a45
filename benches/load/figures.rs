//! What was measured, and how it is printed.

use std::time::Duration;

use hdrhistogram::Histogram;

/// Latencies of one run, and how many requests it had a second.
pub struct Figures {
    latencies: Histogram<u64>,
    /// How long the run lasted.
    pub lasted: Duration,
    /// Answers that were not the expected one.
    pub failures: u64,
}

impl Default for Figures {
    fn default() -> Self {
        Self {
            // Three digits, whatever the range, so that the histogram can't be made wrongly.
            latencies: Histogram::new(3).expect("3 is a number of digits"),
            lasted: Duration::ZERO,
            failures: 0,
        }
    }
}

impl Figures {
    /// Adds one request.
    pub fn add(&mut self, latency: Duration) {
        let microseconds = u64::try_from(latency.as_micros()).unwrap_or(u64::MAX);
        // It resizes itself: nothing is too large for it.
        let _ = self.latencies.record(microseconds.max(1));
    }

    /// Adds those of another client of the same run.
    pub fn merge(&mut self, other: &Self) {
        self.latencies
            .add(&other.latencies)
            .expect("histograms that resize themselves add up");
        self.failures += other.failures;
    }

    /// Requests a second.
    pub fn rate(&self) -> f64 {
        self.latencies.len() as f64 / self.lasted.as_secs_f64().max(f64::MIN_POSITIVE)
    }

    /// The latency in milliseconds below which this part of the requests stayed.
    pub fn quantile(&self, quantile: f64) -> f64 {
        self.latencies.value_at_quantile(quantile) as f64 / 1000.0
    }

    /// The worst latency in milliseconds.
    pub fn worst(&self) -> f64 {
        self.latencies.max() as f64 / 1000.0
    }

    /// One line: the rate, and the latencies in milliseconds.
    pub fn line(&self, name: &str) -> String {
        format!(
            "{name:<34} {:>9.0}/s   p50 {:>7.2}  p99 {:>7.2}  p99.9 {:>7.2}  worst {:>7.2} ms   failed {}",
            self.rate(),
            self.quantile(0.5),
            self.quantile(0.99),
            self.quantile(0.999),
            self.worst(),
            self.failures
        )
    }
}

/// The middle one of some numbers; 0 of none.
pub fn median(numbers: impl IntoIterator<Item = f64>) -> f64 {
    let mut numbers: Vec<f64> = numbers.into_iter().collect();
    numbers.sort_by(f64::total_cmp);
    match numbers.len() {
        0 => 0.0,
        count if count % 2 == 1 => numbers[count / 2],
        count => f64::midpoint(numbers[count / 2 - 1], numbers[count / 2]),
    }
}

/// A goal next to what was reached.
pub fn verdict(name: &str, reached: f64, unit: &str, goal: &str, met: bool) {
    let met = if met { "met" } else { "MISSED" };
    println!("  => {name}: {reached:.2}{unit} (goal: {goal}) {met}");
}

/// Prints what something costs at few and at many orders, in microseconds, and how much more that is.
pub fn growth(name: &str, few: f64, many: f64) {
    let ratio = many / few;
    verdict(
        &format!("{name:<31} {few:>8.0} {many:>8.0}"),
        ratio,
        "x",
        "<= 1.2",
        ratio <= 1.2,
    );
}
