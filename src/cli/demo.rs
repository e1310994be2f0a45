//! `oms demo`: fills an empty shop with sample data.

use clap::Args;

use super::progress::Bar;
use super::{Failure, links, open, print};
use crate::config::Config;
use crate::services::{console, demo};

/// `oms demo`
#[derive(Debug, Args)]
pub(super) struct DemoArgs {
    /// How many orders to make, 1 to 1000000
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub(super) orders: u32,
}

/// Makes products, customers and orders, and an admin with a sign-in link if there is none.
pub(super) fn run(config: &Config, args: DemoArgs) -> Result<(), Failure> {
    let at = links::server(config)?;
    let store = open(config, true)?;
    let bar = Bar::new();
    let all = u64::from(args.orders);
    demo::run(&store, args.orders, |made| {
        bar.show(made.into(), all, format!("{made} of {all} orders"));
    })?;
    drop(bar);
    let mut text = format!(
        "Made {} orders in {}.\n",
        args.orders,
        config.database.display()
    );
    if let Some(token) = console::admin_by_link(&store, "Shop admin")? {
        text.push_str(&format!(
            "Start the server with `oms serve`, then sign in with this link. It works once, for 24 hours:\n{}",
            links::lines(at, &format!("login#link={token}"))
        ));
    }
    print(&text)
}
