//! Who is calling: passwords, session and API tokens, links that work once, and the brake on guessing.
//!
//! Nothing here knows of HTTP or of the database; `services::accounts` joins the two.

mod api_token;
mod caller;
mod hs256;
mod link_token;
mod one_time;
mod password;
mod throttle;
mod token;
mod webhook_secret;

pub use api_token::ApiTokenText;
pub use caller::{Caller, Credential, Sight};
pub use link_token::new_link_token;
pub use one_time::{OneTimeToken, hash as hash_one_time};
pub use password::{Passwords, hash as hash_password};
pub use throttle::Throttle;
pub use token::{Claims, SessionTokens, random_secret};
pub use webhook_secret::{random_webhook_secret, sign_delivery};
