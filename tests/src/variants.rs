//! What real units do to the forms: pure changes of a sheet, each with what must come back from it.
//!
//! A change gets a [`Case`] that reads without problems and says what differs afterwards: in the forms, in the cells that must
//! be reported, in the problems that name no cell. It answers false when the form has nothing of that sort to change.

mod case;
pub mod funds;
pub mod geometry;
pub mod goals;
pub mod indicators;
pub mod labels;
pub mod surroundings;

pub use case::{Case, key};

/// A change, by name.
#[derive(Clone, Copy)]
pub struct Variant {
    /// Its name, for messages.
    pub name: &'static str,
    /// The change; false when it does not apply.
    pub alter: fn(&mut Case) -> bool,
}

macro_rules! variants {
    ($($module:ident :: $name:ident),* $(,)?) => {
        &[$(Variant { name: concat!(stringify!($module), "::", stringify!($name)), alter: $module::$name }),*]
    };
}

/// Changes that move cells, where labels are found in the same words: any two may be made one after the other.
pub const GEOMETRY: &[Variant] = variants![
    geometry::blank_columns_left,
    geometry::blank_rows_on_top,
    geometry::blank_rows_between_blocks,
    geometry::blank_rows_between_indicators,
    geometry::reorder_indicator_columns,
    geometry::reorder_fund_columns,
    geometry::hidden_column_in_indicators,
    geometry::hidden_column_in_funds,
    geometry::notes_beside,
    geometry::number_beside,
    geometry::cells_of_spaces,
    surroundings::foot,
    surroundings::summary_below,
    funds::amounts_grouped_text,
    funds::rate_as_fraction,
    funds::points_with_unit,
];

/// Changes that may follow any of [`GEOMETRY`].
pub const LAST: &[Variant] = variants![
    geometry::unmerge_all,
    geometry::fill_down,
    geometry::fill_across,
    geometry::fill_all,
    labels::spaces_inside,
    labels::line_breaks_inside,
    labels::colons_behind,
    labels::brackets_behind,
    labels::marks_in_front,
    labels::other_words,
];

/// All other changes, made to a form as it stands.
pub const ALONE: &[Variant] = variants![
    labels::total_spaced,
    labels::total_sum,
    labels::header_in_two_rows_merged,
    labels::header_in_two_rows,
    labels::header_in_three_rows,
    labels::header_grouped_merged,
    labels::header_grouped,
    labels::header_repeated,
    labels::title_missing,
    labels::title_and_year_missing,
    labels::year_in_title,
    labels::year_behind_title,
    labels::year_spaced,
    labels::year_bare,
    labels::year_short,
    labels::year_full_width,
    labels::year_in_words,
    labels::year_labelled,
    labels::unit_beside_year,
    labels::unit_in_yuan,
    labels::year_in_two_cells,
    funds::amounts_as_numbers,
    funds::amounts_with_unit,
    funds::amounts_crossed_out,
    funds::amount_in_words,
    funds::amounts_in_yuan,
    funds::amount_in_yuan,
    funds::amounts_with_sign,
    funds::amounts_full_width,
    funds::fund_header_in_two_rows,
    funds::rate_as_percent_number,
    funds::rate_without_sign,
    funds::source_with_narrow_colon,
    funds::source_with_spaces,
    funds::source_bare,
    funds::source_numbered,
    funds::source_numbered_in_brackets,
    funds::source_by_another_name,
    funds::source_label_in_two_columns,
    funds::source_blank,
    funds::more_sources,
    funds::foreign_row_below_funds,
    funds::side_label_repeated,
    indicators::rows_shuffled,
    indicators::rows_shuffled_classes_once,
    indicators::total_unmerged,
    indicators::total_label_before_figures,
    indicators::total_on_top,
    indicators::total_missing,
    indicators::total_missing_with_foot,
    indicators::crossed_out_row,
    indicators::crossed_out_row_merged,
    indicators::row_with_classes_only,
    indicators::rows_blank,
    indicators::subtotal_row,
    indicators::subtotal_of_class,
    indicators::line_across_table,
    indicators::reason_merged,
    indicators::weight_merged,
    indicators::level3_merged,
    indicators::level2_across_classes,
    indicators::class_merged_across,
    indicators::names_like_labels,
    indicators::lone_name_ending_in_table,
    indicators::figures_turned,
    indicators::extra_column,
    indicators::extra_columns_before_target,
    goals::headings_full_width,
    goals::headings_in_words,
    goals::headings_without_points,
    goals::headings_with_blank_points,
    goals::text_in_next_row,
    goals::text_behind_heading,
    goals::texts_behind_halves,
    goals::one_goal,
    goals::ten_goals,
    surroundings::date_below,
    surroundings::units_below,
    surroundings::annex,
    surroundings::annex_bare,
    surroundings::line_of_names,
    surroundings::grade_below,
    surroundings::two_labels_in_a_cell,
    surroundings::more_head_rows,
    surroundings::more_head_rows_blank,
    surroundings::unit_blank,
    surroundings::unit_absent_before_another_label,
    surroundings::no_competent_department,
    surroundings::name_ending_in_table,
    surroundings::goal_ending_in_table,
    surroundings::goal_in_lines,
    surroundings::summary_below_without_title,
    surroundings::summary_above,
    surroundings::summary_above_without_titles,
    surroundings::funds_list_below,
    surroundings::indicator_list_below,
    surroundings::second_table_below,
];
