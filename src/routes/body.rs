//! The body of a request as a type: JSON, at most 1 MiB, strict; CSV, at most 16 MiB; a picture, at most 256 KiB. Who
//! sends it too slowly is not waited for.

use std::time::Duration;

use rocket::Request;
use rocket::data::{Data, FromData, Outcome, ToByteUnit};
use serde::de::DeserializeOwned;
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::time::timeout;

use super::attendance::limits;
use super::problem::refuse;
use super::request_log::has_caller;
use super::strict;
use crate::domain::MAX_LOGO_BYTES;
use crate::error::{Error, FieldError, Result};
use crate::services::import::{Imports, Place};

/// How much of a body is taken, in bytes, and how much of one that is too large is still read and thrown away:
/// who is cut off while sending does not hear why.
#[derive(Clone, Copy)]
struct Room {
    kept: usize,
    overhang: usize,
}

/// For someone who is signed in.
const ROOM: Room = Room {
    kept: MIB,
    overhang: 64 * MIB,
};
/// For anyone else.
const STRANGERS_ROOM: Room = Room {
    kept: 64 * 1024,
    overhang: 2 * MIB,
};
/// For an import.
const CSV_ROOM: Room = Room {
    kept: 16 * MIB,
    overhang: 64 * MIB,
};
/// For a picture.
const PICTURE_ROOM: Room = Room {
    kept: MAX_LOGO_BYTES,
    ..ROOM
};
/// For what is not taken at all.
const NO_ROOM: Room = Room {
    kept: 0,
    ..CSV_ROOM
};
const MIB: usize = 1024 * 1024;

/// So many bytes must come in the time that is waited for them.
const SOME: u64 = 4 * 1024;

/// A JSON body.
pub(super) struct Body<T>(pub T);

#[rocket::async_trait]
impl<'r, T: DeserializeOwned + Send> FromData<'r> for Body<T> {
    type Error = Error;

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        match read(request, data).await {
            Ok(value) => Outcome::Success(Self(value)),
            Err(error) => Outcome::Error(refuse(request, error)),
        }
    }
}

/// A body of CSV, of any encoding, and the place of its import.
pub(super) struct Csv(pub Vec<u8>, pub Place);

#[rocket::async_trait]
impl<'r> FromData<'r> for Csv {
    type Error = Error;

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        match read_csv(request, data).await {
            Ok((bytes, place)) => Outcome::Success(Self(bytes, place)),
            Err(error) => Outcome::Error(refuse(request, error)),
        }
    }
}

/// The bytes of a picture, whatever they are called: the bytes themselves are looked at.
pub(super) struct Picture(pub Vec<u8>);

#[rocket::async_trait]
impl<'r> FromData<'r> for Picture {
    type Error = Error;

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        match all(request, data, PICTURE_ROOM).await {
            Ok(bytes) => Outcome::Success(Self(bytes)),
            Err(error) => Outcome::Error(refuse(request, error)),
        }
    }
}

async fn read_csv(request: &Request<'_>, data: Data<'_>) -> Result<(Vec<u8>, Place)> {
    if !request.content_type().is_some_and(|kind| kind.is_csv()) {
        return Err(Error::UnsupportedMediaType);
    }
    let imports = request
        .rocket()
        .state::<Imports>()
        .ok_or_else(|| Error::Internal("no imports are managed".to_owned()))?;
    match imports.place() {
        Ok(place) => Ok((all(request, data, CSV_ROOM).await?, place)),
        Err(busy) => {
            // Too large for no room, which is not what is to be told.
            let _ = all(request, data, NO_ROOM).await;
            Err(busy)
        }
    }
}

/// A whole body.
async fn all(request: &Request<'_>, data: Data<'_>, room: Room) -> Result<Vec<u8>> {
    let mut body = Incoming {
        bytes: data.open((room.kept + room.overhang).bytes()),
        wait: limits(request).body,
    };
    let mut kept = Vec::new();
    while body.next(&mut kept).await? > 0 {
        if kept.len() > room.kept {
            body.throw_away(kept).await?;
            return Err(Error::TooLarge);
        }
    }
    Ok(kept)
}

/// A body on its way.
struct Incoming<R> {
    bytes: R,
    /// How long is waited for some of it.
    wait: Duration,
}

impl<R: AsyncRead + Unpin> Incoming<R> {
    /// Adds the next bytes, and says how many; 0: it has ended.
    async fn next(&mut self, to: &mut Vec<u8>) -> Result<usize> {
        let failed = |why: String| Error::invalid("", format!("the body did not arrive: {why}"));
        let mut some = (&mut self.bytes).take(SOME);
        match timeout(self.wait, some.read_to_end(to)).await {
            Ok(read) => read.map_err(|error| failed(error.to_string())),
            Err(_) => {
                let seconds = self.wait.as_secs();
                Err(failed(format!("less than 4 KiB of it came in {seconds} s")))
            }
        }
    }

    /// Reads the rest into a buffer that no more is needed.
    async fn throw_away(&mut self, mut buffer: Vec<u8>) -> Result<()> {
        buffer.clear();
        while self.next(&mut buffer).await? > 0 {
            buffer.clear();
        }
        Ok(())
    }
}

async fn read<T: DeserializeOwned>(request: &Request<'_>, data: Data<'_>) -> Result<T> {
    if !request.content_type().is_some_and(|kind| kind.is_json()) {
        return Err(Error::UnsupportedMediaType);
    }
    let room = if has_caller(request) {
        ROOM
    } else {
        STRANGERS_ROOM
    };
    let bytes = all(request, data, room).await?;
    let mut json = serde_json::Deserializer::from_slice(&bytes);
    let value = strict::read(&mut json).map_err(Error::Invalid)?;
    match json.end() {
        Ok(()) => Ok(value),
        Err(_) => Err(Error::Invalid(vec![FieldError::new(
            "",
            "more follows after the JSON value",
        )])),
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncWriteExt, DuplexStream, duplex};
    use tokio::time::sleep;

    use super::*;

    const WAIT: Duration = Duration::from_secs(30);

    fn incoming() -> (DuplexStream, Incoming<DuplexStream>) {
        let (client, bytes) = duplex(64 * 1024);
        (client, Incoming { bytes, wait: WAIT })
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_that_stops_or_trickles_is_not_waited_for() {
        for bytes_a_second in [0, 1, 100] {
            let (mut client, mut body) = incoming();
            tokio::spawn(async move {
                while client.write_all(&vec![b'x'; bytes_a_second]).await.is_ok() {
                    sleep(Duration::from_secs(1)).await;
                }
            });
            let error = body.next(&mut Vec::new()).await.unwrap_err();
            let text = error.to_string();
            assert!(
                text.contains("less than 4 KiB of it came in 30 s"),
                "{text}"
            );
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_phone_may_take_hours() {
        let (mut client, mut body) = incoming();
        let piece = vec![b'x'; 200];
        let size = 16 * MIB / 100;
        tokio::spawn(async move {
            for _ in 0..size / piece.len() {
                client.write_all(&piece).await.unwrap();
                sleep(Duration::from_secs(1)).await;
            }
        });
        let mut bytes = Vec::new();
        while body.next(&mut bytes).await.unwrap() > 0 {}
        assert_eq!(bytes.len(), size / 200 * 200);
    }
}
