use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A bar on standard error for work on `length` things; nothing when standard error is no terminal.
pub fn bar(length: usize, what: &'static str) -> ProgressBar {
    let bar =
        ProgressBar::with_draw_target(u64::try_from(length).ok(), ProgressDrawTarget::stderr_with_hz(10));
    if let Ok(style) = ProgressStyle::with_template("{msg} [{bar:30}] {pos}/{len}") {
        bar.set_style(style.progress_chars("█░ "));
    }
    bar.set_message(what);
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
