//! What a file's contents are known by, whatever its name and place.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::io::Read;
use std::path::Path;

/// The BLAKE3 hash of a file's contents, written as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fingerprint([u8; blake3::OUT_LEN]);

impl Fingerprint {
    /// The fingerprint of contents.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// The fingerprint of a file, read a piece at a time.
    pub fn of_file(path: &Path) -> std::io::Result<Self> {
        let mut file = std::fs::File::open(path)?;
        let mut hasher = blake3::Hasher::new();
        let mut piece = vec![0; PIECE];
        loop {
            let read = file.read(&mut piece)?;
            if read == 0 {
                return Ok(Self(*hasher.finalize().as_bytes()));
            }
            hasher.update(piece.get(..read).unwrap_or_default());
        }
    }
}

/// Bytes that are read at a time.
const PIECE: usize = 256 << 10;

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&blake3::Hash::from_bytes(self.0).to_hex())
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({self})")
    }
}

impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> Self {
        fingerprint.to_string()
    }
}

impl TryFrom<String> for Fingerprint {
    type Error = blake3::HexError;

    fn try_from(written: String) -> Result<Self, Self::Error> {
        Ok(Self(*blake3::Hash::from_hex(written)?.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_and_its_bytes_have_one_fingerprint_and_it_can_be_written_down() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        let bytes = vec![b'k'; PIECE + 17];
        std::fs::write(&path, &bytes).unwrap();
        let fingerprint = Fingerprint::of(&bytes);
        assert_eq!(Fingerprint::of_file(&path).unwrap(), fingerprint);
        let written = serde_json::to_string(&fingerprint).unwrap();
        assert_eq!(written.len(), 66);
        assert_eq!(serde_json::from_str::<Fingerprint>(&written).unwrap(), fingerprint);
        assert!(serde_json::from_str::<Fingerprint>("\"12\"").is_err());
    }
}
