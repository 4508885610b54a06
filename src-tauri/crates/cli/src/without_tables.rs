//! In place of the audit into tables where the program was built without it.

use std::path::Path;

use anyhow::{Result, bail};

use crate::arguments::AuditArguments;
use crate::outcome::Outcome;

pub fn run(_: &AuditArguments, _: &Path) -> Result<Outcome> {
    bail!("这个程序编译时没有包含数据表（Parquet）功能，请用 make build 编译完整的程序")
}
