//! SHA-256 of bytes and files, in hexadecimal.

use std::fmt::Write as _;
use std::io::{self, ErrorKind, Read};

use sha2::{Digest, Sha256};

/// Bytes that are read at once.
const PART: usize = 64 * 1024;

/// The hash of these bytes.
#[must_use]
pub fn hash(bytes: &[u8]) -> String {
    hash_all([bytes])
}

/// The hash of these bytes, one after the other.
pub fn hash_all(parts: impl IntoIterator<Item = impl AsRef<[u8]>>) -> String {
    shown(&parts.into_iter().fold(Sha256::new(), Sha256::chain_update).finalize())
}

/// The hash of what a reader gives; each part goes to `take` on the way.
///
/// # Errors
/// Those of the reader and of `take`.
pub fn hash_of(mut reader: impl Read, mut take: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<String> {
    let mut digest = Sha256::new();
    let mut part = vec![0; PART];
    loop {
        let read = match reader.read(&mut part) {
            Ok(0) => return Ok(shown(&digest.finalize())),
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let bytes = part.get(..read).unwrap_or_default();
        digest.update(bytes);
        take(bytes)?;
    }
}

fn shown(digest: &[u8]) -> String {
    digest.iter().fold(String::new(), |mut shown, byte| {
        // Writing to a string cannot fail.
        let _ = write!(shown, "{byte:02x}");
        shown
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_the_hash_of_its_bytes() {
        let bytes = vec![7_u8; 2 * PART + 3];
        let mut copied = Vec::new();
        let of_file = hash_of(bytes.as_slice(), |part| {
            copied.extend_from_slice(part);
            Ok(())
        });
        assert_eq!((of_file.unwrap(), copied), (hash(&bytes), bytes));
        assert_eq!(hash(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
