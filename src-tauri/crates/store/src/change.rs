use jixiao_model::{EditionId, FieldRef, FormKind, Fund, Goal, Indicator, Manual, Method, RuleSetId};
use serde::{Deserialize, Serialize};

use crate::collection::Collection;
use crate::evidence::EvidenceFile;
use crate::ids::{EvidenceId, FormId, RowId, RowPlace};
use crate::library::LibraryRow;
use crate::links::OwnWords;
use crate::new_form::NewForm;

/// Everything that can be done to a document. One change is one transaction, one entry of the journal and one step of undo.
///
/// Indexes count from zero.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Several changes, one after another, as one step: what a person does to several forms with one command.
    Together(Vec<Self>),
    /// Puts a text into one field.
    SetText(FieldText),
    /// Puts texts into several fields at once, as a paste or a replacement in all forms does. A field named twice gets the
    /// last text.
    SetTexts(Vec<FieldText>),
    /// Puts a new indicator before the row at `at`, or behind the last one.
    InsertIndicator {
        /// The form.
        form: FormId,
        /// Where it will stand.
        at: RowPlace,
        /// The new row.
        indicator: Indicator,
    },
    /// Takes an indicator out.
    RemoveIndicator {
        /// The form.
        form: FormId,
        /// The row.
        at: RowPlace,
    },
    /// Moves an indicator, with all that belongs to it.
    MoveIndicator {
        /// The form.
        form: FormId,
        /// Where it stands.
        from: RowPlace,
        /// Where it will stand, once it is taken out.
        to: RowPlace,
    },
    /// Puts a new fund source before the row at `at`, or behind the last one. The total stays the first row.
    InsertFund {
        /// The form.
        form: FormId,
        /// Where it will stand, from 1.
        at: usize,
        /// The new row.
        fund: Fund,
    },
    /// Takes a fund source out.
    RemoveFund {
        /// The form.
        form: FormId,
        /// Where it stands, from 1.
        at: usize,
    },
    /// Moves a fund source below the total.
    MoveFund {
        /// The form.
        form: FormId,
        /// Where it stands, from 1.
        from: usize,
        /// Where it will stand, once it is taken out, from 1.
        to: usize,
    },
    /// Puts a new annual goal, with its indicators, before the one at `at`, or behind the last one.
    InsertGoal {
        /// The form.
        form: FormId,
        /// Where it will stand.
        at: usize,
        /// The new goal.
        goal: Goal,
    },
    /// Takes an annual goal out, with its indicators. The last one stays.
    RemoveGoal {
        /// The form.
        form: FormId,
        /// Where it stands.
        at: usize,
    },
    /// Moves an annual goal, with its indicators.
    MoveGoal {
        /// The form.
        form: FormId,
        /// Where it stands.
        from: usize,
        /// Where it will stand, once it is taken out.
        to: usize,
    },
    /// Gives a form another official layout. What that one does not print stays stored, and is there again when the form
    /// goes back.
    SetEdition {
        /// The form.
        form: FormId,
        /// The layout, and what it makes of title and fund rows.
        new: NewEdition,
    },
    /// Puts a form before the one at `position`, or behind the last one.
    AddForm {
        /// The form.
        form: NewForm,
        /// Where it will stand.
        position: usize,
    },
    /// Puts forms behind the last one, all at once.
    ImportForms(Vec<NewForm>),
    /// Takes over what agencies sent: new forms behind the last one, others in the place of those that came before.
    Collect(Collection),
    /// Takes a form out, with last year's form and the waivers that belong to it.
    RemoveForm(FormId),
    /// Moves a form within the order.
    MoveForm {
        /// The form.
        form: FormId,
        /// Where it will stand, once it is taken out; the end when greater than the number of forms.
        position: usize,
    },
    /// Puts a copy of a form behind it, with everything but waivers and the done flag.
    CopyForm {
        /// The form.
        form: FormId,
        /// Name of the copy.
        name: String,
    },
    /// Chooses the rule set of a form; `None` leaves the choice to the edition.
    SetRules {
        /// The form.
        form: FormId,
        /// The rule set.
        rules: Option<RuleSetId>,
    },
    /// Chooses the scoring method of an indicator; `None` leaves it to the rule set.
    SetMethod {
        /// The form.
        form: FormId,
        /// The row.
        at: RowPlace,
        /// The method.
        method: Option<Method>,
    },
    /// Sets a score by hand, or takes it back.
    SetManual {
        /// The form.
        form: FormId,
        /// The row.
        at: RowPlace,
        /// The score and its reason.
        manual: Option<Manual>,
    },
    /// Says whether the project is classified (涉密).
    SetClassified {
        /// The form.
        form: FormId,
        /// Whether it is.
        classified: bool,
    },
    /// Says whether the form is finished.
    SetDone {
        /// The form.
        form: FormId,
        /// Whether it is.
        done: bool,
    },
    /// Names the agency of the document.
    SetAgency(String),
    /// Sets the year of the document.
    SetYear(u16),
    /// Waives a finding; a second waiver of the same finding replaces the first.
    Waive {
        /// The form that the finding is about; `None` for the document.
        form: Option<FormId>,
        /// What names the finding.
        key: String,
        /// Why it is waived.
        reason: String,
    },
    /// Takes a waiver back.
    Unwaive {
        /// The form that the finding is about; `None` for the document.
        form: Option<FormId>,
        /// What names the finding.
        key: String,
    },
    /// Says what indicators of department forms are put together from, one or all at once.
    SetLinks(Vec<LinkChange>),
    /// Fills in what indicators of department forms are put together to: texts and scores, all at once.
    RollUp {
        /// The texts.
        texts: Vec<FieldText>,
        /// The scores, with their reasons.
        scores: Vec<ScoreChange>,
    },
    /// Puts the person's own words in the place of a drafted section of 预算绩效情况说明; empty words leave it out, `None` takes the
    /// draft back.
    SetOwnWords {
        /// What names the section.
        section: String,
        /// The words, and the draft that they take the place of.
        words: Option<OwnWords>,
    },
    /// Adds indicators of books to the library; a book of the same name as an earlier one takes its place.
    AddToLibrary(Vec<LibraryRow>),
    /// Takes the indicators of the book of this name out of the library.
    RemoveFromLibrary(String),
    /// Attaches files (佐证材料) to an indicator.
    AttachEvidence {
        /// The form.
        form: FormId,
        /// The row.
        at: RowPlace,
        /// The files.
        files: Vec<EvidenceFile>,
    },
    /// Takes a file off its indicator. What was copied beside the document stays there.
    DetachEvidence {
        /// The form.
        form: FormId,
        /// The file.
        id: EvidenceId,
    },
}

/// A score for one indicator, set as by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreChange {
    /// The form.
    pub form: FormId,
    /// The row.
    pub at: RowPlace,
    /// The score and its reason.
    pub manual: Manual,
}

/// What an indicator of a department's form is put together from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkChange {
    /// The department's form.
    pub form: FormId,
    /// The row.
    pub at: RowPlace,
    /// Rows of project forms; empty when no project feeds it; `None` when that is to be decided again.
    pub sources: Option<Vec<RowId>>,
    /// How many more rows were once decided on that have gone; zero when a person decides now.
    #[serde(default)]
    pub lost: usize,
}

/// A text for one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldText {
    /// The form.
    pub form: FormId,
    /// The field. [`FieldRef::GoalNumber`] takes no text, [`FieldRef::Year`] only a year or nothing.
    pub field: FieldRef,
    /// The text as typed.
    pub text: String,
}

/// What a form becomes in another official layout.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewEdition {
    /// The layout.
    pub edition: EditionId,
    /// What it evaluates.
    pub kind: FormKind,
    /// The title.
    pub title: String,
    /// The fund rows, in order; rows that none of them keeps go.
    pub funds: Vec<FundSlot>,
}

/// A row of the funds table in another layout.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FundSlot {
    /// The row that it keeps, each at most once; `None` for a new one.
    pub row: Option<usize>,
    /// Its name.
    pub label: String,
}
