//! How the page does: whether it answers, and when it was last replaced.

use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Questions in a row that a page leaves unanswered before it is replaced; one is asked every two seconds.
const MAX_UNANSWERED: u32 = 10;

/// Two pages that stop within this time: where the person was may be what stops them, and is forgotten.
const TOO_SOON: Duration = Duration::from_secs(20);

/// How the page does.
#[derive(Debug, Default)]
pub struct Pulse(Mutex<Beat>);

#[derive(Debug, Default)]
struct Beat {
    /// The page has answered since it was loaded.
    is_alive: bool,
    /// Questions since its last answer.
    unanswered: u32,
    /// A page was replaced, and the new one does not know it yet.
    is_revived: bool,
    last_revived: Option<Instant>,
}

impl Pulse {
    fn with<T>(&self, what: impl FnOnce(&mut Beat) -> T) -> T {
        what(&mut self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    /// The page has answered.
    pub fn answered(&self) {
        self.with(|beat| {
            beat.is_alive = true;
            beat.unanswered = 0;
        });
    }

    /// Whether this page takes the place of one that had come to a stop; once only.
    pub fn take_revived(&self) -> bool {
        self.with(|beat| std::mem::take(&mut beat.is_revived))
    }

    /// Counts a question; true when the page has left too many unanswered.
    pub fn asked(&self) -> bool {
        self.with(|beat| {
            beat.unanswered += u32::from(beat.is_alive);
            beat.unanswered > MAX_UNANSWERED
        })
    }

    /// A new page is about to be loaded; true when the last one was too short ago.
    pub fn revive(&self, now: Instant) -> bool {
        self.with(|beat| {
            let before = beat.last_revived.replace(now);
            (beat.is_alive, beat.unanswered, beat.is_revived) = (false, 0, true);
            before.is_some_and(|before| now.duration_since(before) < TOO_SOON)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_given_time_and_a_new_one_begins_afresh() {
        let pulse = Pulse::default();
        let asked = |times: u32| (0..times).filter(|_| pulse.asked()).count();
        assert_eq!(asked(99), 0, "one that is still being loaded is not given up");
        pulse.answered();
        assert_eq!(asked(MAX_UNANSWERED), 0);
        pulse.answered();
        assert_eq!((asked(MAX_UNANSWERED), asked(1)), (0, 1));
        let start = Instant::now();
        assert!(!pulse.revive(start));
        assert_eq!((pulse.take_revived(), pulse.take_revived(), asked(99)), (true, false, 0));
        assert!(!pulse.revive(start + TOO_SOON) && pulse.revive(start + TOO_SOON + TOO_SOON / 2));
    }
}
