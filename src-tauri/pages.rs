//! The window shows its own pages and nothing else.

use tauri::plugin::{Builder, TauriPlugin};
use tauri::{Runtime, Url};

/// Refuses to go anywhere else, whatever asks for it: a link, a script, a file dropped on the page.
pub fn stay_on_own_pages<R: Runtime>() -> TauriPlugin<R> {
    Builder::new("own-pages").on_navigation(|_, url| is_own(url, tauri::is_dev())).build()
}

/// `dev`: pages are served by the development server of this machine.
fn is_own(url: &Url, dev: bool) -> bool {
    let host = url.host_str().unwrap_or_default();
    match url.scheme() {
        "tauri" => host == "localhost",
        "http" | "https" => host == "tauri.localhost" || dev && host == "localhost",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_its_own_pages_are_shown() {
        for (url, own, in_dev) in [
            ("tauri://localhost/index.html", true, true),
            ("http://tauri.localhost/", true, true),
            ("http://localhost:5173/", false, true),
            ("https://example.com/", false, false),
            ("https://tauri.localhost.example.com/", false, false),
            ("tauri://example.com/", false, false),
            ("file:///etc/passwd", false, false),
            ("data:text/html,x", false, false),
            ("javascript:alert(1)", false, false),
        ] {
            let url: Url = url.parse().unwrap();
            assert_eq!((is_own(&url, false), is_own(&url, true)), (own, in_dev), "{url}");
        }
    }
}
