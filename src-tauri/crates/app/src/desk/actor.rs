use jiff::{Timestamp, Zoned};

/// Who does something, and when by their clock. Given by the shell, so that nothing below it reads a clock.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The user's name.
    pub who: String,
    /// The time at the desk.
    pub now: Zoned,
}

impl Actor {
    /// Seconds since 1970-01-01 00:00 UTC.
    #[must_use]
    pub fn at(&self) -> i64 {
        self.now.timestamp().as_second()
    }

    /// A moment of the past by the clock of this desk: `2026-03-02 14:03`.
    #[must_use]
    pub fn shown(&self, at: i64) -> String {
        let timestamp = Timestamp::from_second(at).unwrap_or_default();
        timestamp.to_zoned(self.now.time_zone().clone()).strftime("%Y-%m-%d %H:%M").to_string()
    }

    /// `14:03`.
    #[must_use]
    pub fn clock(&self) -> String {
        self.now.strftime("%H:%M").to_string()
    }
}

impl Actor {
    /// The person logged in at this computer, now.
    #[must_use]
    pub fn here() -> Self {
        let name = ["USER", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
        Self { who: name.unwrap_or_else(|| "本机用户".to_owned()), now: Zoned::now() }
    }
}
