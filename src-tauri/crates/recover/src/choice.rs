//! Which edition and kind a form is of.

use std::collections::BTreeSet;

use jixiao_edition::{Edition, Field};
use jixiao_model::{EditionId, FieldName, FieldRef, FormKind, IndicatorColumn, TotalColumn};

use crate::edition::{YEAR, has_words, is_elsewhere, is_placed, nearest, says_more, stands_for, word};
use crate::header::Header;
use crate::label::names_project;
use crate::reading::{Reading, unclear};
use crate::{agency, amount_unit};

/// A form that lies this far from every edition is reported (see `edition.rs` for what counts how much).
const FAR: usize = 12;

/// How far a form lies at the most from the edition of its own office.
const NEAR: usize = 5;

/// Chooses the edition that the form is of, and with it its kind and unit, and reports what every form of it has and this one lacks.
/// `None` when there is no edition.
pub fn choose_edition<'a>(
    reading: &mut Reading,
    marked: Option<&'a Edition>,
    header: Option<&Header>,
    editions: &'a [Edition],
) -> Option<&'a Edition> {
    let kind = kind(reading, header);
    let is_alike = |edition: &Edition| {
        kind.is_none_or(|kind| (kind == FormKind::Department) == (edition.kind == FormKind::Department))
    };
    let words: BTreeSet<&str> = reading.grid.keys(reading.first, reading.end).map(word).collect();
    // Declarations, forms of transfers and monitoring have layouts of their own, which are no other form's.
    let is_general = |edition: &Edition| matches!(edition.kind, FormKind::Project | FormKind::Department);
    let find = |is_wanted: &dyn Fn(&Edition) -> bool| {
        let may_be = |edition: &Edition| is_general(edition) || kind == Some(edition.kind);
        nearest(&reading.form, header, &words, editions, |edition| may_be(edition) && is_wanted(edition))
    };
    // An office's edition is that of another form only where its words, or a place of that office, stand on the form; where the form hardly
    // differs from it, and no more than from the one for the whole country, years left aside (a form without a year has to be nearer, or
    // to have more of its words), or has all its words and not all of that one; and it gives way where the form follows that one word by
    // word.
    let slack = if reading.form.year.is_some() { YEAR + 1 } else { 0 };
    let is_own = |edition: &Edition, distance: usize| {
        let places = &reading.labels.sides.places;
        if distance >= FAR || !has_words(edition, &words) || is_elsewhere(edition, places, &reading.form) {
            return false;
        }
        let Some((national, far)) = find(&|other: &Edition| other.national && other.kind == edition.kind)
        else {
            return true;
        };
        let says_more = says_more(edition, national, &words);
        let is_near = distance <= NEAR && (distance < far + slack || distance == far && says_more);
        (is_near || stands_for(edition, national, &words))
            && !stands_for(national, edition, &words)
            && (says_more || is_placed(edition, words.iter().copied()))
    };
    let near = find(&|edition| !edition.national).filter(|(edition, distance)| is_own(edition, *distance));
    let (edition, distance) = marked
        .map(|edition| (edition, 0))
        .or(near)
        .or_else(|| find(&|edition| is_alike(edition) && edition.national))
        .or_else(|| find(&is_alike))?;
    reading.form.edition = EditionId(edition.id.0.clone());
    reading.form.kind = match kind {
        Some(FormKind::Project | FormKind::Department) | None if distance < FAR => edition.kind,
        Some(kind) => kind,
        None => edition.kind,
    };
    let unit = amount_unit::named(reading);
    reading.form.amount_unit = unit.unwrap_or(edition.amount_unit);
    if reading.form.kind == FormKind::Department {
        agency::name(reading);
    }
    if distance >= FAR || !edition.prints(&Field::Text(FieldName::REPORTED_ON)) {
        keep_date(reading);
    }
    if reading.form.kind == FormKind::Monitoring {
        reading.report_form("这是绩效运行监控表：按原表导入，只供查看，不评分");
    } else if distance >= FAR {
        let text = format!("版式与已知的表式都有较大出入，暂按“{}”读取，请核对", edition.name);
        reading.report_form(text);
    }
    report_missing(reading, edition);
    if unit.is_none() && reading.units.is_empty() {
        amount_unit::report_none(reading);
    }
    amount_unit::report_others(reading);
    Some(edition)
}

/// What the form is, by its title and by its columns; `None` when they do not say.
fn kind(reading: &Reading, header: Option<&Header>) -> Option<FormKind> {
    let title = jixiao_edition::key(&reading.form.title);
    let is_titled = |kind: FormKind| reading.labels.titles(kind, &title);
    let is_assessed = header.is_some_and(|header| {
        [IndicatorColumn::Score, IndicatorColumn::Actual]
            .iter()
            .any(|column| header.column(*column).is_some())
    });
    // 专利申报补助项目绩效表 with scores declares nothing.
    let is_scored = header.is_some_and(|header| header.column(IndicatorColumn::Score).is_some());
    let is_of_name = is_scored && !title.contains("目标");
    let is_review = ["自评", "评价"].iter().any(|word| title.contains(word));
    let is_half_way = is_titled(FormKind::Monitoring) || header.is_some_and(Header::is_half_way);
    if is_half_way && !is_review {
        Some(FormKind::Monitoring)
    } else if is_titled(FormKind::Target) && !(is_review && is_assessed) && !is_of_name {
        Some(FormKind::Target)
    } else {
        // How transfers were managed says more than 项目 in the title.
        let mut own = reading.form.texts.keys().filter(|name| name.is_label());
        let words = &reading.labels.sides.transfers;
        let is_managed = own.any(|name| words.iter().any(|word| name.as_str().starts_with(word.as_str())));
        let transfer = is_managed.then_some(FormKind::Transfer);
        let kinds = [FormKind::Transfer, FormKind::Department, FormKind::Project];
        let is_of_above = |kind: &FormKind| title.is_empty() && !(*kind == FormKind::Target && is_assessed);
        let above = || reading.above.map(|(kind, _)| kind).filter(is_of_above);
        // 单位整体搬迁项目支出绩效自评表 is about a project.
        let is_project =
            title.contains("项目支出") && names_project(&jixiao_edition::key(&reading.name_label));
        let is_of = |kind: &FormKind| is_titled(*kind) && !(*kind == FormKind::Department && is_project);
        let titled = || kinds.into_iter().find(is_of);
        transfer.or_else(titled).or_else(|| head_kind(reading)).or_else(above)
    }
}

/// What the labels of the head say of the kind.
fn head_kind(reading: &Reading) -> Option<FormKind> {
    let kind = |label: &str| reading.labels.head_kind(&jixiao_edition::key(label));
    let mut own = reading.form.texts.keys().filter(|name| name.is_label());
    own.find_map(|name| kind(name.as_str()))
}

/// A date of an edition without one is kept as typed, under its label.
fn keep_date(reading: &mut Reading) {
    let date = FieldRef::Text(FieldName::REPORTED_ON);
    let Some(at) = reading.sources.remove(&date) else { return };
    let Some((name, typed)) = reading.typed_dates.remove(&at) else { return };
    reading.form.set_text(FieldName::REPORTED_ON, "");
    reading.enter(&name, typed, at);
}

/// Reports what every form of the edition has and this one lacks.
fn report_missing(reading: &mut Reading, edition: &Edition) {
    if reading.form.name().is_empty() {
        reading.report_form("没有找到项目（单位）名称，请补录");
    }
    if reading.form.year.is_none() {
        reading.report_form("没有找到评价年度，请补录");
    }
    let unit = Field::Text(FieldName::IMPLEMENTING_UNIT);
    if edition.prints(&unit) && reading.form.implementing_unit().is_empty() {
        reading.report_form("没有找到实施单位，请补录");
    }
    let is_scored = reading.form.kind.is_scored() && edition.prints(&Field::Total(TotalColumn::Score));
    if is_scored && !reading.done.total {
        reading.report_form("没有找到总分行，总分未导入，请补录");
    }
    if reading.form.total.score.is_unclear() {
        let score = &reading.form.total.score;
        let text = format!("总分{}", unclear(score));
        reading.report_form(text);
    }
}
