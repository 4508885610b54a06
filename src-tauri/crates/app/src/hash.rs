//! What tells a file or form that has changed from one that has not.

use sha2::{Digest, Sha256};

/// SHA-256 of these bytes, one after the other, in hexadecimal digits.
pub fn sha256<'a>(bytes: impl IntoIterator<Item = &'a Vec<u8>>) -> String {
    let hash = bytes.into_iter().fold(Sha256::new(), Sha256::chain_update);
    let halves = |byte: &u8| [byte >> 4, byte & 15];
    let halves: Vec<u8> = hash.finalize().iter().flat_map(halves).collect();
    halves.into_iter().filter_map(|half| char::from_digit(u32::from(half), 16)).collect()
}
