//! In place of the pages in a browser where the program was built without them.

use anyhow::{Result, bail};

use crate::arguments::OpenArguments;
use crate::outcome::Outcome;

pub fn run(_: &OpenArguments) -> Result<Outcome> {
    bail!("这个程序编译时没有包含界面，请用 make build 编译完整的程序")
}
