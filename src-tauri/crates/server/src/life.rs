//! How long the program lives: as long as its page, and a little longer, since a page that is loaded anew goes before it comes.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How often it is looked whether the page is still there.
const PERIOD: Duration = Duration::from_millis(200);

/// How long the program waits.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For the browser to start and show the page.
    pub first: Duration,
    /// For the page to come back.
    pub again: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { first: Duration::from_mins(3), again: Duration::from_secs(5) }
    }
}

/// Knows whether there is a page.
pub struct Life {
    patience: Patience,
    state: Mutex<State>,
}

struct State {
    /// Pages that listen.
    pages: usize,
    /// Requests under way.
    requests: usize,
    /// When the last of either went, and how long one is waited for since.
    since: Instant,
    wait: Duration,
    /// The page asks for the end.
    is_over: bool,
}

/// Something for whose sake the program stays.
pub struct Stay {
    life: Arc<Life>,
    count: fn(&mut State) -> &mut usize,
}

impl Life {
    pub fn new(patience: Patience) -> Self {
        let state =
            State { pages: 0, requests: 0, since: Instant::now(), wait: patience.first, is_over: false };
        Self { patience, state: Mutex::new(state) }
    }

    /// A page listens, until what is given is dropped.
    pub fn page(self: &Arc<Self>) -> Stay {
        self.with(|state| state.wait = self.patience.again);
        self.stay(|state| &mut state.pages)
    }

    /// A request is under way, until what is given is dropped.
    pub fn request(self: &Arc<Self>) -> Stay {
        self.stay(|state| &mut state.requests)
    }

    fn stay(self: &Arc<Self>, count: fn(&mut State) -> &mut usize) -> Stay {
        self.with(|state| *count(state) += 1);
        Stay { life: Arc::clone(self), count }
    }

    /// Ends the program.
    pub fn finish(&self) {
        self.with(|state| state.is_over = true);
    }

    /// Returns when the program is to end.
    pub async fn end(&self) {
        let is_over = |state: &mut State| {
            let is_alone = state.pages == 0 && state.requests == 0;
            state.is_over || (is_alone && state.since.elapsed() > state.wait)
        };
        while !self.with(is_over) {
            tokio::time::sleep(PERIOD).await;
        }
    }

    fn with<T>(&self, what: impl FnOnce(&mut State) -> T) -> T {
        what(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for Stay {
    fn drop(&mut self) {
        self.life.with(|state| {
            let count = (self.count)(state);
            *count = count.saturating_sub(1);
            state.since = Instant::now();
        });
    }
}
