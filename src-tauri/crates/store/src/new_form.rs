use jixiao_model::{Form, RuleSetId};
use serde::{Deserialize, Serialize};

use crate::last_year::LastYear;

/// A form that is to enter the document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewForm {
    /// The form, with the methods and manual scores of its rows.
    pub form: Form,
    /// The rule set chosen for it.
    pub rules: Option<RuleSetId>,
    /// 涉密.
    pub classified: bool,
    /// Finished.
    pub done: bool,
    /// Last year's form, to be read beside it.
    pub last_year: Option<LastYear>,
    /// The layout that the form's edition names, as TOML, when it is no layout of the program. It stays in the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layout: Option<String>,
}
