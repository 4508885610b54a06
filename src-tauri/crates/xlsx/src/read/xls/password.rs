//! Workbooks that Excel encrypts with a password of its own, and opens without asking: it does so for protected
//! structures. RC4 as in [MS-OFFCRYPTO] 2.3.6.

use std::borrow::Cow;

use md5::{Digest, Md5};
use rc4::{KeyInit, Rc4, StreamCipher};

use super::compound::u16_at;
use super::record::kind;

/// The password that Excel tries first ([MS-XLS] 2.2.10).
const PASSWORD: &str = "VelvetSweatshop";
/// Each block has a key of its own.
const BLOCK: usize = 1024;
/// What the records of a password become: one that nobody reads.
const IGNORED: u16 = 0x005C;

/// The records in clear when that password opens them; any others as they are.
pub(super) fn opened(stream: &[u8]) -> Cow<'_, [u8]> {
    let key =
        records(stream).find(|(_, kind, _)| *kind == kind::FILE_PASS).and_then(|(_, _, data)| key(data));
    match key {
        Some(key) => decrypted(stream, key).into(),
        None => stream.into(),
    }
}

/// The key, when a FILEPASS record is of this kind and the password is the one that Excel tries.
fn key(data: &[u8]) -> Option<[u8; 5]> {
    if u16_at(data, 0)? != 1 || u16_at(data, 2)? != 1 {
        return None;
    }
    let (salt, verifier, hash) = (data.get(6..22)?, data.get(22..38)?, data.get(38..54)?);
    let password: Vec<u8> = PASSWORD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let first = Md5::digest(password);
    let mut salted = Md5::new();
    for _ in 0..16 {
        salted.update(&first[..5]);
        salted.update(salt);
    }
    let key: [u8; 5] = salted.finalize().get(..5)?.try_into().ok()?;
    let mut check = [verifier, hash].concat();
    cipher(key, 0)?.apply_keystream(&mut check);
    (Md5::digest(&check[..16]).as_slice() == &check[16..]).then_some(key)
}

fn cipher(key: [u8; 5], block: usize) -> Option<Rc4> {
    let block = u32::try_from(block).ok()?;
    let key = Md5::digest([&key[..], &block.to_le_bytes()[..]].concat());
    Rc4::new_from_slice(&key).ok()
}

/// Heads of records are never encrypted, and neither are some records ([MS-XLS] 2.2.10).
fn decrypted(stream: &[u8], key: [u8; 5]) -> Vec<u8> {
    let mut clear = stream.to_vec();
    for (block, bytes) in clear.chunks_mut(BLOCK).enumerate() {
        if let Some(mut cipher) = cipher(key, block) {
            cipher.apply_keystream(bytes);
        }
    }
    for (start, kind, data) in records(stream) {
        let plain = match kind {
            kind::BOF | kind::FILE_PASS | 0x00E1 | 0x0138 | 0x0194 | 0x0195 => data.len(),
            kind::BOUND_SHEET => data.len().min(4),
            _ => 0,
        };
        let end = start + 4 + plain;
        clear[start..end].copy_from_slice(&stream[start..end]);
        if kind == kind::FILE_PASS {
            clear[start..start + 2].copy_from_slice(&IGNORED.to_le_bytes());
        }
    }
    clear
}

/// Start, kind and data of each record, as far as they are whole.
fn records(stream: &[u8]) -> impl Iterator<Item = (usize, u16, &[u8])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (kind, length) = (u16_at(stream, at)?, usize::from(u16_at(stream, at + 2)?));
        let data = stream.get(at + 4..at + 4 + length)?;
        let start = at;
        at += 4 + length;
        Some((start, kind, data))
    })
}
