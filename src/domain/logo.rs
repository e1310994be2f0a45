//! The shop's logo: which pictures are taken, judged by their bytes and not by what they are called.

use crate::error::{Error, Result};

/// The most bytes of a logo: 256 KiB.
pub const MAX_LOGO_BYTES: usize = 256 * 1024;
/// The most pixels of a side: few bytes can be a picture that no browser has room for.
const MAX_SIDE: usize = 4096;

/// A picture that can be shown and printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// What it is.
    pub kind: LogoKind,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The kinds of pictures that are taken. An SVG is a program as well, so it is none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogoKind {
    /// Portable Network Graphics (ISO/IEC 15948).
    Png,
    /// JPEG (ISO/IEC 10918-1).
    Jpeg,
}

impl LogoKind {
    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }

    /// The kind with this media type.
    pub fn of(media_type: &str) -> Option<Self> {
        let mut kinds = [Self::Png, Self::Jpeg].into_iter();
        kinds.find(|kind| kind.media_type() == media_type)
    }
}

impl Logo {
    /// Takes a file that is a PNG or JPEG picture from its first byte to its last.
    ///
    /// # Errors
    /// [`Error::Invalid`] for `logo`: it is none, is cut off, or has too many pixels.
    pub fn read(bytes: Vec<u8>) -> Result<Self> {
        let wrong = |why: &str| Error::invalid("logo", why);
        let kind = kind_of(&bytes).ok_or_else(|| wrong("must be a PNG or JPEG picture"))?;
        let size = imagesize::blob_size(&bytes).ok();
        let size = size.filter(|size| size.width > 0 && size.height > 0);
        let size = size.filter(|_| is_whole(kind, &bytes));
        let size = size.ok_or_else(|| wrong("is damaged: choose the picture's original file"))?;
        if size.width.max(size.height) > MAX_SIDE {
            return Err(wrong("has too many pixels: at most 4096 a side"));
        }
        Ok(Self { kind, bytes })
    }

    /// Its width and height in pixels.
    pub fn size(&self) -> Option<(usize, usize)> {
        let size = imagesize::blob_size(&self.bytes).ok()?;
        Some((size.width, size.height))
    }
}

fn kind_of(bytes: &[u8]) -> Option<LogoKind> {
    match imagesize::image_type(bytes).ok()? {
        imagesize::ImageType::Png => Some(LogoKind::Png),
        imagesize::ImageType::Jpeg => Some(LogoKind::Jpeg),
        _ => None,
    }
}

/// Whether the picture has its beginning and its end, and nothing after that: a file that is cut off shows half
/// of a logo, and one with something behind may be another file as well.
fn is_whole(kind: LogoKind, bytes: &[u8]) -> bool {
    match kind {
        // The signature with the chunk IHDR, and the chunk IEND, which is empty, with its checksum.
        LogoKind::Png => {
            bytes.starts_with(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
                && bytes.ends_with(b"\0\0\0\0IEND\xae\x42\x60\x82")
        }
        // The marker EOI.
        LogoKind::Jpeg => bytes.ends_with(&[0xff, 0xd9]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PNG of so many pixels a side whose content nobody looks at.
    fn png(side: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(side.to_be_bytes());
        bytes.extend(side.to_be_bytes());
        bytes.extend(b"\x08\x06\0\0\0\0\0\0\0\0\0\0\0IEND\xae\x42\x60\x82");
        bytes
    }

    fn jpeg() -> Vec<u8> {
        b"\xff\xd8\xff\xc0\0\x0b\x08\0\x10\0\x20\x01\x01\x11\0\xff\xd9".to_vec()
    }

    #[test]
    fn a_picture_is_known_by_its_bytes() {
        assert_eq!(Logo::read(png(16)).unwrap().kind, LogoKind::Png);
        assert_eq!(Logo::read(jpeg()).unwrap().kind, LogoKind::Jpeg);
        for (bytes, why) in [
            (
                b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(),
                "PNG or JPEG",
            ),
            (b"GIF89a\x01\0\x01\0\0\0\0;".to_vec(), "PNG or JPEG"),
            (Vec::new(), "PNG or JPEG"),
            (png(16)[..12].to_vec(), "damaged"),
            (png(16)[..30].to_vec(), "damaged"),
            ([png(16), b"<script>".to_vec()].concat(), "damaged"),
            (png(0), "damaged"),
            (png(4097), "4096"),
            (jpeg()[..12].to_vec(), "damaged"),
        ] {
            let error = Logo::read(bytes.clone()).unwrap_err().to_string();
            assert!(error.contains(why), "{bytes:?}: {error}");
        }
    }

    #[test]
    fn a_kind_has_a_media_type_of_its_own() {
        for kind in [LogoKind::Png, LogoKind::Jpeg] {
            assert_eq!(LogoKind::of(kind.media_type()), Some(kind));
        }
        assert_eq!(LogoKind::of("image/svg+xml"), None);
    }
}
