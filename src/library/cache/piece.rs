//! A part of an entry: a message written by `postcard`, compressed, with a checksum.
//!
//! Lengths are four bytes, least first: of the message, then of what it is compressed to; then the
//! BLAKE3 hash of that, and it itself.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io;

/// The longest message, in bytes: some times the longest text that is read at all.
const LONGEST: usize = 1 << 30;

/// The two lengths, in bytes.
const LENGTHS: usize = 8;

/// Appends a message.
pub(super) fn write_piece(to: &mut Vec<u8>, message: &impl Serialize) -> io::Result<()> {
    let plain = postcard::to_stdvec(message).map_err(io::Error::other)?;
    let packed = lz4_flex::block::compress(&plain);
    if plain.len() > LONGEST {
        return Err(io::Error::other("too long to be kept"));
    }
    for length in [plain.len(), packed.len()] {
        let length = u32::try_from(length).map_err(io::Error::other)?;
        to.extend_from_slice(&length.to_le_bytes());
    }
    to.extend_from_slice(blake3::hash(&packed).as_bytes());
    to.extend_from_slice(&packed);
    Ok(())
}

/// Takes a message from the head of `from`; nothing where it is not whole.
pub(super) fn read_piece<T: DeserializeOwned>(from: &mut &[u8]) -> Option<T> {
    let (plain, packed) = (length(from)?, length(from)?);
    let (checksum, rest) = from.split_at_checked(blake3::OUT_LEN)?;
    let (packed, rest) = rest.split_at_checked(packed)?;
    if plain > LONGEST || blake3::hash(packed).as_bytes() != checksum {
        return None;
    }
    *from = rest;
    let unpacked = lz4_flex::block::decompress(packed, plain).ok()?;
    let (message, left) = postcard::take_from_bytes(&unpacked).ok()?;
    (left.is_empty() && unpacked.len() == plain).then_some(message)
}

/// The length of the piece at the head of `from`, as far as that tells it.
pub(super) fn whole_piece(mut from: &[u8]) -> Option<usize> {
    let (_, packed) = (length(&mut from)?, length(&mut from)?);
    packed.checked_add(LENGTHS + blake3::OUT_LEN)
}

fn length(from: &mut &[u8]) -> Option<usize> {
    let (length, rest) = from.split_first_chunk::<4>()?;
    *from = rest;
    usize::try_from(u32::from_le_bytes(*length)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(words in prop::collection::vec("\\PC{0,40}", 0..20)) {
            let mut bytes = Vec::new();
            write_piece(&mut bytes, &words).unwrap();
            write_piece(&mut bytes, &7_u8).unwrap();
            let mut rest = bytes.as_slice();
            prop_assert_eq!(read_piece::<Vec<String>>(&mut rest), Some(words));
            prop_assert_eq!(read_piece::<u8>(&mut rest), Some(7));
            prop_assert!(rest.is_empty());
        }

        #[test]
        fn what_is_changed_or_cut_is_not(at in 0_usize..200, to: u8) {
            let mut bytes = Vec::new();
            write_piece(&mut bytes, &"the harbour was closed in May".to_owned()).unwrap();
            let at = at % bytes.len();
            prop_assert_eq!(read_piece::<String>(&mut &bytes[..at]), None);
            prop_assume!(bytes[at] != to);
            bytes[at] = to;
            prop_assert_eq!(read_piece::<String>(&mut bytes.as_slice()), None);
        }
    }
}
