use std::error::Error;
use std::process::Command;
use std::time::{Duration, Instant};

/// What several runs took, shortest first.
pub struct Times(Vec<Duration>);

impl Times {
    pub fn new(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }

    pub fn runs(&self) -> usize {
        self.0.len()
    }

    pub fn median(&self) -> Duration {
        self.0.get(self.0.len() / 2).copied().unwrap_or_default()
    }

    pub fn least(&self) -> Duration {
        self.0.first().copied().unwrap_or_default()
    }

    /// Nine of ten runs took no longer.
    pub fn ninth_tenth(&self) -> Duration {
        self.0.get((self.0.len() * 9 / 10).min(self.0.len().saturating_sub(1))).copied().unwrap_or_default()
    }
}

/// Runs `work` `warm_up` times unmeasured, then `runs` times measured.
pub fn measure<T>(
    warm_up: usize,
    runs: usize,
    mut work: impl FnMut() -> Result<T, Box<dyn Error>>,
) -> Result<Times, Box<dyn Error>> {
    for _ in 0..warm_up {
        std::hint::black_box(work()?);
    }
    let mut times = Vec::with_capacity(runs);
    for _ in 0..runs {
        let start = Instant::now();
        let made = std::hint::black_box(work()?);
        times.push(start.elapsed());
        // Taking the result apart again is the caller's business, not the work's.
        drop(made);
    }
    Ok(Times::new(times))
}

/// Runs a program to its end; a failure is an error, not a time.
pub fn run(command: &mut Command) -> Result<(), Box<dyn Error>> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(());
    }
    let program = command.get_program().to_string_lossy().into_owned();
    Err(format!("{program}: {}: {}", output.status, String::from_utf8_lossy(&output.stderr)).into())
}
