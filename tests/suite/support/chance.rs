//! Chance that can be repeated, and how long it is tried.

use fastrand::Rng;

/// How many rounds a test of chance has: `OMS_ROUNDS`, or a few.
pub fn rounds() -> usize {
    const FEW: usize = 5;
    number("OMS_ROUNDS").map_or(FEW, |rounds| usize::try_from(rounds).unwrap())
}

/// Another chance in each run, which is printed; `OMS_SEED` brings one of them back.
pub fn chance() -> Rng {
    let seed = number("OMS_SEED").unwrap_or_else(|| fastrand::u64(..));
    println!("OMS_SEED={seed}");
    Rng::with_seed(seed)
}

fn number(variable: &str) -> Option<u64> {
    let value = std::env::var(variable).ok()?;
    Some(value.parse().expect(variable))
}
