//! The pages of the window, as files in the program: nothing of the disk is ever served.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};

/// Each file's address and its content, compressed.
static PAGES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/pages.rs"));

/// What the pages may load, and who may show them.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
    worker-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Said of every answer.
const HEADERS: &[(&str, &str)] = &[
    ("content-security-policy", POLICY),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("cache-control", "no-store"),
];

/// The file at an address, compressed; `None` when there is none.
pub fn page(path: &str) -> Option<Response<Body>> {
    let path = if path == "/" { "/index.html" } else { path };
    let (name, content) = PAGES.iter().find(|(name, _)| *name == path)?;
    Response::builder()
        .header(header::CONTENT_TYPE, kind(name))
        .header(header::CONTENT_ENCODING, "gzip")
        .body(Body::from(*content))
        .ok()
}

/// An answer without content.
pub fn empty(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

/// Adds what is said of every answer.
pub fn with_policy(mut response: Response<Body>) -> Response<Body> {
    for (name, value) in HEADERS {
        response.headers_mut().insert(*name, HeaderValue::from_static(value));
    }
    response
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}
