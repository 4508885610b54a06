use jixiao_model::FormKind;

use crate::finding::Finding;
use crate::id::CheckId;
use crate::subject::Subject;
use crate::{
    answers, balance, classes, dashes, dates, execution, fairness, funds, goals, magnitude, money, naming,
    reason_text, reasons, satisfaction, scores, spelling, targets, texts, total, weights,
};

/// Every finding of one check over one form. A check over many forms takes the subjects of all of them and has a table of its own.
pub(crate) type Check = fn(&Subject) -> Vec<Finding>;

/// The checks that are made. Each gives findings of its own id only.
pub(crate) const CHECKS: &[(CheckId, Check)] = &[
    (CheckId::C01, weights::all),
    (CheckId::C02, balance::profile),
    (CheckId::C03, weights::parents),
    (CheckId::C04, weights::each),
    (CheckId::C04, dashes::weights),
    (CheckId::C05, balance::tiny),
    (CheckId::C06, balance::heavy),
    (CheckId::C07, classes::missing),
    (CheckId::C08, classes::duplicates),
    (CheckId::C09, naming::filing),
    (CheckId::C10, funds::sources),
    (CheckId::C11, execution::rate),
    (CheckId::C11, dashes::rates),
    (CheckId::C12, funds::bounds),
    (CheckId::C12, execution::unfilled),
    (CheckId::C13, execution::score),
    (CheckId::C13, dashes::scores),
    (CheckId::C14, funds::change),
    (CheckId::C15, execution::low),
    (CheckId::C16, money::results),
    (CheckId::C17, funds::units),
    (CheckId::C18, money::costs),
    (CheckId::C19, targets::written),
    (CheckId::C20, answers::units),
    (CheckId::C21, magnitude::jumps),
    (CheckId::C22, answers::copied),
    (CheckId::C23, answers::figures_for_words),
    (CheckId::C24, answers::words_for_figures),
    (CheckId::C25, naming::direction),
    (CheckId::C26, targets::percentages),
    (CheckId::C27, naming::units),
    (CheckId::C28, dates::dates),
    (CheckId::C29, satisfaction::satisfaction),
    (CheckId::C30, reasons::over_achieved),
    (CheckId::C31, scores::by_rule),
    (CheckId::C32, scores::in_bounds),
    (CheckId::C33, scores::met_but_lost),
    (CheckId::C34, scores::missed_but_full),
    (CheckId::C35, scores::in_tier),
    (CheckId::C37, fairness::overshot),
    (CheckId::C38, total::total),
    (CheckId::C39, fairness::alike),
    (CheckId::C40, reasons::lost),
    (CheckId::C41, reason_text::measures),
    (CheckId::C42, reasons::needless),
    (CheckId::C44, reason_text::figures_of_reasons),
    (CheckId::C45, reason_text::of_other_rows),
    (CheckId::C46, goals::copied),
    (CheckId::C47, goals::planned),
    (CheckId::C48, goals::achieved),
    (CheckId::C49, texts::years_of_last_year),
    (CheckId::C50, spelling::slips),
    (CheckId::C51, texts::placeholders),
    (CheckId::C55, money::department),
];

/// What can be asked of a form that is filled in before the year is over: how its targets are written, and whether its amounts add up.
/// Every other check speaks of results, scores or reasons, which such a form does not have.
const OF_PLANS: [CheckId; 8] = [
    CheckId::C08,
    CheckId::C09,
    CheckId::C10,
    CheckId::C17,
    CheckId::C19,
    CheckId::C25,
    CheckId::C27,
    CheckId::C50,
];

/// Whether a check is made on a form of this kind.
pub(crate) fn is_made(check: CheckId, kind: FormKind) -> bool {
    kind.is_scored() || OF_PLANS.contains(&check)
}
