//! Who is answered: the page that this program opened, and nothing else that can reach the port.

use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError};

use axum::http::{HeaderMap, Method, StatusCode, header};

/// Bytes of a secret; written out it has twice as many letters.
const SECRET_BYTES: usize = 32;

/// Knows the address, the token that is exchanged once, and the key that every later request carries.
pub struct Guard {
    authority: String,
    token: Mutex<Option<String>>,
    key: String,
}

impl Guard {
    /// A guard with new secrets, for a server at this address.
    ///
    /// # Errors
    /// The system has no random numbers.
    pub fn new(address: SocketAddr) -> anyhow::Result<Self> {
        Ok(Self { authority: address.to_string(), token: Mutex::new(Some(secret()?)), key: secret()? })
    }

    /// Where the page is opened. The token stands behind `#`, which no browser sends anywhere.
    pub fn address(&self) -> String {
        let token = self.token.lock().unwrap_or_else(PoisonError::into_inner).clone();
        format!("http://{}/#{}", self.authority, token.unwrap_or_default())
    }

    /// The key for the right token, the first time only.
    pub fn exchange(&self, token: &str) -> Option<&str> {
        let mut expected = self.token.lock().unwrap_or_else(PoisonError::into_inner);
        expected.as_ref().filter(|expected| is_same(expected, token))?;
        *expected = None;
        Some(&self.key)
    }

    /// Why a request is not answered: it was not made to this address, or not by a page from here. Names that lead here from
    /// elsewhere (DNS rebinding) and forms or scripts of other pages end at this.
    pub fn refuses(&self, method: &Method, headers: &HeaderMap) -> Option<StatusCode> {
        let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or_default());
        if text(header::HOST) != Some(&self.authority) {
            return Some(StatusCode::MISDIRECTED_REQUEST);
        }
        let is_own = |origin: &str| origin.strip_prefix("http://") == Some(&self.authority);
        let is_from_here = match text(header::ORIGIN) {
            Some(origin) => is_own(origin),
            None => method == Method::GET, // A browser names the origin of everything else.
        };
        let site = text(header::HeaderName::from_static("sec-fetch-site"));
        let is_foreign = site.is_some_and(|site| site != "same-origin" && site != "none");
        (!is_from_here || is_foreign).then_some(StatusCode::FORBIDDEN)
    }

    /// Whether a request carries the key.
    pub fn knows(&self, headers: &HeaderMap) -> bool {
        let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        given.and_then(|given| given.strip_prefix("Bearer ")).is_some_and(|key| is_same(&self.key, key))
    }
}

fn secret() -> anyhow::Result<String> {
    let mut bytes = [0; SECRET_BYTES];
    getrandom::fill(&mut bytes).map_err(|_| anyhow::anyhow!("系统没有给出随机数，请稍后再试"))?;
    Ok(bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|half| char::from(b"0123456789abcdef"[usize::from(half)]))
        .collect())
}

/// Takes the same time wherever the two differ.
fn is_same(expected: &str, given: &str) -> bool {
    let differ = expected.bytes().zip(given.bytes()).fold(0, |differ, (a, b)| differ | (a ^ b));
    expected.len() == given.len() && differ == 0
}
