//! `oms demo`: fills an empty shop with sample data.

use indicatif::{ProgressBar, ProgressStyle};

use super::{DemoArgs, Failure, open, print};
use crate::config::Config;
use crate::services::{console, demo};

/// Makes products, customers and orders, and an admin with a sign-in link if there is none.
pub(super) fn run(config: &Config, args: DemoArgs) -> Result<(), Failure> {
    let store = open(config, true)?;
    // The bar vanishes by itself where the output is no terminal.
    let bar = ProgressBar::new(args.orders.into());
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} orders") {
        bar.set_style(style);
    }
    demo::run(&store, args.orders, |made| bar.set_position(made.into()))?;
    bar.finish_and_clear();
    let mut text = format!(
        "Made {} orders in {}.\n",
        args.orders,
        config.database.display()
    );
    if let Some(token) = console::admin_by_link(&store, "Shop admin")? {
        text.push_str(&format!(
            "Start the server with `oms serve`, then sign in with this link. It works once, for 24 hours:\n  http://127.0.0.1:{}/login#link={token}\n",
            config.port
        ));
    }
    print(&text)
}
