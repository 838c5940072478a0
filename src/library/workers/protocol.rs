//! What the program and its workers say to each other: frames of a length and a message.
//!
//! A length is four bytes, least first. A message is written by `postcard`: compact, and read
//! without trusting what it says.

use crate::library::read::ReadFile;
use crate::reading::ReadError;
use crate::reading::pdf::PagePicture;
use crate::report::DocumentName;
use serde::de::{DeserializeOwned, Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::ffi::OsString;
use std::fmt;
use std::io::{self, Read, Write};

/// The longest message, in bytes: some times the longest text that is read at all.
pub(super) const LONGEST: u32 = 512 << 20;

/// What a worker says first, so that no other program is taken for one, nor one of another version.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Greeting {
    program: String,
    version: String,
}

impl Greeting {
    pub(super) fn of_this_program() -> Self {
        Self {
            program: "rapporteur reading worker".to_owned(),
            version: env!("RAPPORTEUR_VERSION").to_owned(),
        }
    }
}

/// What a worker is asked to do.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Request {
    /// Read a file.
    Read {
        /// Where it is.
        path: OsString,
        /// Its name inside the folder.
        name: DocumentName,
        /// The password that it is locked with, or an empty one.
        password: String,
    },
    /// Tell the sizes of a file's pages.
    Sizes {
        /// Where it is.
        path: OsString,
        /// The password that it is locked with.
        password: Option<String>,
    },
    /// Draw a page.
    Picture {
        /// Where its file is.
        path: OsString,
        /// The password that it is locked with.
        password: Option<String>,
        /// The page, counted from 1.
        page: u32,
        /// Pixels a point.
        scale: f32,
    },
}

/// What a worker answers.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Reply {
    /// What reading a file has come to.
    Read(ReadFile),
    /// The width and height of every page in points.
    Sizes(Result<Vec<[f32; 2]>, ReadError>),
    /// A page.
    Picture(Result<Drawn, ReadError>),
}

/// A page's picture on its way.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Drawn {
    width: u32,
    height: u32,
    points: [f32; 2],
    pixels: Pixels,
}

impl From<PagePicture> for Drawn {
    fn from(picture: PagePicture) -> Self {
        let PagePicture { width, height, rgba, points } = picture;
        Self { width, height, points, pixels: Pixels(rgba) }
    }
}

impl From<Drawn> for PagePicture {
    fn from(drawn: Drawn) -> Self {
        let Drawn { width, height, points, pixels } = drawn;
        Self { width, height, rgba: pixels.0, points }
    }
}

/// Pixels, written as one piece and not a number at a time: a page has some ten million bytes.
#[derive(Debug, PartialEq)]
struct Pixels(Vec<u8>);

impl Serialize for Pixels {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Pixels {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AsBytes;
        impl Visitor<'_> for AsBytes {
            type Value = Pixels;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("pixels")
            }

            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Pixels, E> {
                Ok(Pixels(bytes.to_vec()))
            }
        }
        deserializer.deserialize_bytes(AsBytes)
    }
}

/// Writes a message as a frame.
pub(super) fn write(to: &mut dyn Write, message: &impl Serialize) -> io::Result<()> {
    let bytes = postcard::to_stdvec(message).map_err(io::Error::other)?;
    let length = u32::try_from(bytes.len()).ok().filter(|length| *length <= LONGEST);
    let length = length.ok_or_else(|| io::Error::other("the message is too long"))?;
    to.write_all(&length.to_le_bytes())?;
    to.write_all(&bytes)?;
    to.flush()
}

/// Reads a frame; nothing at the end of the stream.
pub(super) fn read_frame(from: &mut dyn Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    match from.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        result => result?,
    }
    let length = u32::from_le_bytes(length);
    if length > LONGEST {
        return Err(io::Error::other("a message is too long"));
    }
    // Memory grows with what comes, not with what is announced.
    let mut bytes = Vec::new();
    from.take(u64::from(length)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 != u64::from(length) {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(bytes))
}

/// The message in a frame.
pub(super) fn message<T: DeserializeOwned>(frame: &[u8]) -> io::Result<T> {
    postcard::from_bytes(frame).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(reply: &Reply) -> Reply {
        let mut bytes = Vec::new();
        write(&mut bytes, reply).unwrap();
        message(&read_frame(&mut bytes.as_slice()).unwrap().unwrap()).unwrap()
    }

    #[test]
    fn a_report_comes_over_whole() {
        let page = "<html lang=en><title>Karvenia 2019</title><h1>Karvenia</h1><p>Some words. \
                    <h2>Boats</h2><p>More words.</html>";
        let report = crate::reading::read(page.as_bytes(), &DocumentName::new("a.html")).unwrap();
        let fingerprint = Some(crate::library::Fingerprint::of(page.as_bytes()));
        let reply = Reply::Read(ReadFile { fingerprint, reports: Ok(vec![report.clone()]) });
        let Reply::Read(came) = sent(&reply) else { panic!("another reply") };
        assert_eq!(came.reports.unwrap(), [report]);
        assert_eq!(came.fingerprint, fingerprint);
    }

    #[test]
    fn an_error_comes_over_whole() {
        let error = ReadError::TooLarge { size_mb: 300, limit_mb: 128 };
        let reply = Reply::Read(ReadFile::failed(error.clone()));
        let Reply::Read(came) = sent(&reply) else { panic!("another reply") };
        assert_eq!(came.reports.unwrap_err(), error);
    }

    #[test]
    fn a_picture_comes_over_whole() {
        let rgba: Vec<u8> = (0..=255).cycle().take(4 * 300 * 2).collect();
        let picture = PagePicture { width: 300, height: 2, rgba, points: [60.0, 0.4] };
        let reply = Reply::Picture(Ok(picture.clone().into()));
        let Reply::Picture(Ok(came)) = sent(&reply) else { panic!("another reply") };
        assert_eq!(PagePicture::from(came), picture);
    }

    #[test]
    fn frames_that_cannot_be_are_refused() {
        let long = [0xff, 0xff, 0xff, 0xff, 1, 2, 3];
        assert!(read_frame(&mut long.as_slice()).is_err());
        let cut = [9, 0, 0, 0, 1, 2, 3];
        assert!(read_frame(&mut cut.as_slice()).is_err());
        assert!(read_frame(&mut [].as_slice()).unwrap().is_none());
        assert!(message::<Reply>(&[200, 1, 2]).is_err());
        // A list that says that it is endless is not given memory for.
        assert!(message::<Vec<u64>>(&[0xff, 0xff, 0xff, 0xff, 0x7f]).is_err());
    }
}
