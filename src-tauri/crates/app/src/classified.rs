//! Which projects a person calls 涉密.

use anyhow::{Result, bail};

use jixiao_model::{Form, squeeze};

/// Whether a form's project is among those named.
pub(crate) fn is_named(form: &Form, names: &[String]) -> bool {
    names.iter().any(|name| squeeze(name) == squeeze(form.name()))
}

/// Fails when one of the names is no project's: a project that is classified must not be published for a slip of the pen.
pub(crate) fn require_all(names: &[String], projects: &[&Form]) -> Result<()> {
    let unknown = |name: &&String| !projects.iter().any(|form| is_named(form, std::slice::from_ref(*name)));
    match names.iter().find(unknown) {
        Some(name) => bail!("没有名为“{name}”的项目，不能标为涉密；请按表上的项目名称填写"),
        None => Ok(()),
    }
}
