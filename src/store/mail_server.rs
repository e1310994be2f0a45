//! The mail server of the shop: one setting, as JSON, with its password.

use rusqlite::Connection;

use super::{ReadTx, WriteTx, settings};
use crate::domain::{MailServer, Timestamp};
use crate::error::{Error, Result};

const MAIL_SERVER: &str = "mail_server";

/// The mail server as it is set.
pub fn read(tx: &ReadTx<'_>) -> Result<MailServer> {
    Ok(find(tx.connection)?.unwrap_or_default())
}

/// Keeps the mail server.
pub fn write(tx: &WriteTx<'_>, server: &MailServer) -> Result<()> {
    put(tx.connection, server)
}

/// Has nothing sent until someone wants it so.
pub(super) fn pause(connection: &Connection, at: Timestamp) -> Result<()> {
    match find(connection)? {
        Some(server) => put(
            connection,
            &MailServer {
                paused_at: Some(at),
                ..server
            },
        ),
        None => Ok(()),
    }
}

fn find(connection: &Connection) -> Result<Option<MailServer>> {
    let text = settings::find(connection, MAIL_SERVER)?;
    // The text has the password: no error may say it.
    let unreadable = |_| Error::Storage(format!("its setting {MAIL_SERVER} is unreadable"));
    let server = text.map(|text| serde_json::from_str(&text)).transpose();
    server.map_err(unreadable)
}

fn put(connection: &Connection, server: &MailServer) -> Result<()> {
    let text = serde_json::to_string(server)
        .map_err(|_| Error::Internal("the mail server is no JSON".to_owned()))?;
    settings::put(connection, MAIL_SERVER, &text)
}
