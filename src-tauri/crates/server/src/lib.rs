//! The pages of the window in the machine's own browser, where there is no web view for a window.
//!
//! The program serves them to this machine only, to the one page that it opened, and ends when that page is closed. What the page may
//! ask for is the same as in the window (`jixiao-commands`); files and folders are picked in a dialog of ours, since the program runs
//! on the machine of the person.

mod browser;
mod guard;
mod life;
mod pages;
mod picking;
mod routes;

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use jixiao_app::desk::{OpenRequest, Workspace};
use jixiao_commands::{Session, Watch, first_start};

use browser::{Browser, Shown};
use guard::Guard;
use life::Life;
use routes::Served;

pub use life::Patience;

/// How often the open document's file is looked after.
const WATCH_PERIOD: Duration = Duration::from_secs(2);

/// A program that waits for its page.
pub struct Server {
    listener: TcpListener,
    served: Arc<Served>,
}

impl Server {
    /// Takes a free port of this machine, which nobody else reaches. `data` is the program's own folder.
    ///
    /// # Errors
    /// There is no such port, or the program's data cannot be read.
    pub fn begin(data: PathBuf, request: Option<OpenRequest>, patience: Patience) -> Result<Self> {
        let listener =
            TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("本机没有可用的网络端口，请稍后再试")?;
        listener.set_nonblocking(true)?;
        let guard = Guard::new(listener.local_addr()?)?;
        let life = Arc::new(Life::new(patience));
        let browser = Arc::new(Browser::new(Arc::clone(&life)));
        let session = Session::new(Workspace::new(data)?, Box::new(Shown(Arc::clone(&browser))));
        if let Some(request) = request {
            first_start(&session, request);
        }
        Ok(Self { listener, served: Arc::new(Served { guard, life, browser, session }) })
    }

    /// Where the page is opened: by one browser, once.
    #[must_use]
    pub fn address(&self) -> String {
        self.served.guard.address()
    }

    /// Serves until the page is closed; everything that was saved is then in its document.
    ///
    /// # Errors
    /// The system refuses to serve.
    pub fn run(self) -> Result<()> {
        let Self { listener, served } = self;
        watch(&served.session);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let life = Arc::clone(&served.life);
        let session = Arc::clone(&served.session);
        let ended = runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            tokio::select! {
                served = async { axum::serve(listener, routes::router(served)).await } => served,
                () = life.end() => Ok(()),
            }
        });
        runtime.shutdown_timeout(END_TIMEOUT);
        drop(session.workspace().close());
        ended.context("程序不能继续服务")
    }
}

/// Work that does not stop after the page has said that it is to end keeps the program no longer.
const END_TIMEOUT: Duration = Duration::from_secs(5);

/// Opens a web address or a file with the system's own program; false when there is none.
pub fn open_by_system(what: &Path) -> bool {
    open::that_detached(what).is_ok()
}

fn watch(session: &Arc<Session>) {
    let session = Arc::downgrade(session);
    thread::spawn(move || {
        let mut watch = Watch::default();
        while let Some(session) = session.upgrade() {
            watch.look(&session);
            drop(session);
            thread::sleep(WATCH_PERIOD);
        }
    });
}
