//! docs/RULES.md: how forms are scored and how the published ones agree, from the rule data and the corpus and nothing else.

mod agreement;
pub(crate) mod cases;
mod evidence;
mod guide;
pub(crate) mod markdown;
mod sets;

/// The whole page.
pub fn document() -> String {
    let cases = cases::all();
    let parts = [
        guide::INTRODUCTION.to_owned(),
        sets::section(),
        agreement::section(&cases),
        evidence::section(&cases),
        guide::never_guessed(),
    ];
    parts.join("\n")
}
