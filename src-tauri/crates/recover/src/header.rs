use std::collections::BTreeSet;

use jixiao_edition::{Labels, Meaning, Side};
use jixiao_model::{ColumnName, IndicatorColumn, is_operator, is_sign};
use jixiao_sheet::Address;

use crate::figure::is_figure;
use crate::grid::{Columns, Entry, Grid};
use crate::heading::{Heading, headings, last_row};
use crate::label::{bare, indicator_column, meaning};
use crate::reading::Reading;

/// What the second level is called, 指标 behind it left aside (财预〔2020〕10号).
const SUBCLASSES: [&str; 10] =
    ["数量", "质量", "时效", "成本", "经济效益", "社会效益", "生态效益", "环境效益", "可持续影响", "满意度"];

/// Cells below a heading that are looked at to tell what its column holds.
const CELLS_SEEN: usize = 12;

/// True for a sign of a target, or a word that says how it is meant.
fn is_sign_cell(key: &str) -> bool {
    is_operator(key) || ["定性", "定量"].iter().any(|word| key.contains(word))
}

/// The header of an indicator table: its rows and the column under each heading.
pub struct Header {
    /// First header row.
    pub first: u32,
    /// Last header row.
    pub last: u32,
    pub columns: Vec<(IndicatorColumn, Columns)>,
    /// Columns of the office's own, under their headings.
    pub own: Vec<(ColumnName, Columns)>,
    /// The text that heads each known column.
    texts: Vec<(IndicatorColumn, String)>,
    /// Headings of columns that no edition here has.
    unknown: Vec<Heading>,
    /// Columns that a person leaves out.
    left_out: Vec<Columns>,
}

impl Header {
    /// The columns under a heading.
    pub fn column(&self, column: IndicatorColumn) -> Option<Columns> {
        self.columns.iter().find(|(known, _)| *known == column).map(|(_, columns)| *columns)
    }

    /// The first column of the indicators' names: classes and labels of the foot stand left of it.
    pub fn names(&self) -> u32 {
        self.column(IndicatorColumn::Level3).map_or(u32::MAX, |span| span.first)
    }

    /// The first column of the first level; `None` when the table has no levels.
    pub fn first_level(&self) -> Option<u32> {
        let levels = [IndicatorColumn::Level1, IndicatorColumn::Level2, IndicatorColumn::Level3];
        let spans = levels.iter().filter_map(|level| self.column(*level));
        spans.map(|span| span.first).min()
    }

    /// True when it heads results expected of the year that is under way, as forms of monitoring have them.
    pub fn is_half_way(&self) -> bool {
        self.own.iter().any(|(heading, _)| {
            ["全年预计", "预计完成", "完成目标可能"].iter().any(|word| heading.as_str().contains(word))
        })
    }

    /// The last column, the office's own included.
    pub fn edge(&self) -> u32 {
        let own = self.own.iter().map(|(_, columns)| columns.last).max().unwrap_or_default();
        self.columns.iter().map(|(_, columns)| columns.last).max().map_or(u32::MAX, |edge| edge.max(own))
    }

    /// Headings that no column is read under.
    pub fn unread(&self) -> &[Heading] {
        &self.unknown
    }

    /// True when a person leaves the columns out.
    pub fn leaves_out(&self, columns: Columns) -> bool {
        self.left_out.iter().any(|span| span.first <= columns.first && columns.last <= span.last)
    }

    /// Reads the columns of `span` as a person maps them: as `field`, or not at all. A column of the form is read from one
    /// column of the sheet.
    pub fn map(&mut self, span: Columns, field: Option<IndicatorColumn>) {
        self.unknown.retain(|heading| heading.columns.first != span.first);
        self.own.retain(|(_, columns)| columns.first != span.first);
        self.columns.retain(|(known, columns)| columns.first != span.first && Some(*known) != field);
        match field {
            Some(field) => self.columns.push((field, span)),
            None => self.left_out.push(span),
        }
    }

    /// Enters the headings that mean a column which none heads yet, and returns the others.
    fn enter_free(
        &mut self,
        grid: &Grid,
        headings: Vec<Heading>,
        column: impl Fn(&Heading) -> Option<IndicatorColumn>,
    ) -> Vec<Heading> {
        let mut others = Vec::new();
        for heading in headings {
            match column(&heading).filter(|column| self.column(*column).is_none()) {
                Some(column) => self.enter(grid, column, heading),
                None => others.push(heading),
            }
        }
        others
    }

    /// A column of operators holds them (≥, ≤, =, 定性); one of other words (正向指标) is the office's own.
    fn keep_operators(&mut self, grid: &Grid, end: u32) {
        let Some(span) = self.column(IndicatorColumn::Operator) else { return };
        if self.is_named(grid.labels, IndicatorColumn::Operator) {
            return;
        }
        let cells = grid.rows_between(self.last + 1, end).flat_map(|row| grid.row(row));
        let below: Vec<&Entry> =
            cells.filter(|entry| span.contains(entry.column())).take(CELLS_SEEN).collect();
        // 定量 in each row says what kind of value it is, and no sign.
        let is_sign = |entry: &&Entry| is_operator(entry.key());
        let is_kinds = below.iter().any(|entry| entry.key() == "定量") && !below.iter().any(is_sign);
        if !below.is_empty() && (is_kinds || !below.iter().any(|entry| is_sign_cell(entry.key()))) {
            self.disown(grid, IndicatorColumn::Operator, span);
        }
    }

    fn enter(&mut self, grid: &Grid, column: IndicatorColumn, heading: Heading) {
        let below = self.last + 1;
        let is_repeated = self.texts.iter().any(|known| *known == (column, heading.text.clone()));
        match self.columns.iter_mut().find(|(known, _)| *known == column) {
            None => {
                self.columns.push((column, heading.columns));
                self.texts.push((column, heading.text));
            }
            // The heading repeated over the cells of a former merge.
            Some((_, columns))
                if is_repeated
                    && columns.touches(heading.columns)
                    && !hold_others(grid, below, *columns, heading.columns) =>
            {
                *columns = columns.with(heading.columns);
            }
            Some(_) => self.unknown.push(heading),
        }
    }

    /// A second column of targets that stands apart from the first is that of the results, in a table that has none else; right beside it
    /// only under the same heading.
    fn take_results(&mut self, grid: &Grid) {
        let Some(target) = self.column(IndicatorColumn::Target) else { return };
        if self.column(IndicatorColumn::Actual).is_some() {
            return;
        }
        let texts = self.texts.iter().find(|(known, _)| *known == IndicatorColumn::Target);
        let Some(text) = texts.map(|(_, text)| text.clone()) else { return };
        let is_target = |heading: &Heading| {
            let is_apart = heading.columns.first > target.last + 1
                && meaning_of(grid.labels, heading).indicator == Some(IndicatorColumn::Target)
                && !is_long_term(grid.labels, heading);
            is_apart || heading.columns.first > target.last && bare(&heading.text) == bare(&text)
        };
        if let Some(at) = self.unknown.iter().position(is_target) {
            let heading = self.unknown.remove(at);
            self.enter(grid, IndicatorColumn::Actual, heading);
        }
    }

    /// 绩效目标 right of the names heads the targets, in a table that has none else.
    fn take_goal(&mut self, grid: &Grid) {
        let names =
            self.column(IndicatorColumn::Level3).filter(|_| self.column(IndicatorColumn::Target).is_none());
        let Some(names) = names else { return };
        let is_goal = |heading: &Heading| {
            heading.columns.first > names.last && meaning_of(grid.labels, heading).side == Some(Side::Goal)
        };
        if let Some(heading) = headings(grid, self.first, self.last).into_iter().find(is_goal) {
            self.unknown.retain(|known| known.columns.first != heading.columns.first);
            self.enter(grid, IndicatorColumn::Target, heading);
        }
    }

    /// One heading over several columns of names (绩效指标 over 产出指标, 数量指标, 培训人次) heads the levels, in a table that names none.
    fn divide_names(&mut self, grid: &Grid) {
        use IndicatorColumn::{Level1, Level2, Level3};
        let [None, None, Some(span)] = [Level1, Level2, Level3].map(|level| self.column(level)) else {
            return;
        };
        let cells = grid.rows_between(self.last + 1, grid.end()).flat_map(|row| grid.row(row));
        let below: Vec<&Entry> =
            cells.filter(|entry| span.contains(entry.column())).take(3 * CELLS_SEEN).collect();
        let starts: BTreeSet<u32> = below.iter().map(|entry| entry.column()).collect();
        let starts: Vec<u32> = starts.into_iter().collect();
        let is_subclass = |entry: &&&Entry| {
            SUBCLASSES.iter().any(|word| bare(entry.key()).trim_end_matches("指标").ends_with(word))
        };
        let subclasses = |first: u32| {
            below.iter().filter(|entry| entry.column() == first).any(|entry| is_subclass(&entry))
        };
        let levels: &[IndicatorColumn] = match starts.as_slice() {
            [_, second] if subclasses(*second) => &[Level1, Level2],
            [_, _] => &[Level1, Level3],
            [_, second, _] if subclasses(*second) => &[Level1, Level2, Level3],
            _ => return,
        };
        let ends = starts.iter().skip(1).map(|next| next - 1).chain([span.last]);
        let spans: Vec<Columns> =
            starts.iter().zip(ends).map(|(first, last)| Columns { first: *first, last }).collect();
        self.columns.retain(|(column, _)| *column != Level3);
        self.columns.extend(levels.iter().copied().zip(spans));
    }

    /// Three columns of names are the three levels, in a table that names no level (评价指标 | 评价内容 | 指标名称); two are the classes and
    /// the indicators, where the right one is headed as these are (评价内容 | 评价指标).
    fn take_levels(&mut self, grid: &Grid) {
        use IndicatorColumn::{Level1, Level2, Level3};
        let [None, None, Some(first)] = [Level1, Level2, Level3].map(|level| self.column(level)) else {
            return;
        };
        let is_name = |heading: &&Heading| {
            heading.columns.first > first.last && meaning_of(grid.labels, heading).indicator == Some(Level3)
        };
        let mut names: Vec<u32> =
            self.unknown.iter().filter(is_name).map(|heading| heading.columns.first).collect();
        names.sort_unstable();
        let is_indicators = |at: u32| {
            let mut headings = self.unknown.iter().filter(|heading| heading.columns.first == at);
            headings.any(|heading| ["指标", "指标名称"].iter().any(|word| heading.text.ends_with(word)))
        };
        let levels: &[(IndicatorColumn, u32)] = match *names.as_slice() {
            [second, third] => &[(Level2, second), (Level3, third)],
            [second] if is_indicators(second) => &[(Level3, second)],
            _ => return,
        };
        self.columns
            .iter_mut()
            .filter(|(column, _)| *column == Level3)
            .for_each(|(column, _)| *column = Level1);
        self.texts
            .iter_mut()
            .filter(|(column, _)| *column == Level3)
            .for_each(|(column, _)| *column = Level1);
        for &(level, at) in levels {
            if let Some(index) = self.unknown.iter().position(|heading| heading.columns.first == at) {
                let heading = self.unknown.remove(index);
                self.enter(grid, level, heading);
            }
        }
    }

    /// What stands right behind the second level names the indicators, whatever its heading says, in a table that names them nowhere else.
    fn take_name(&mut self, grid: &Grid) {
        use IndicatorColumn::{Level2, Level3};
        let (Some(class), None) = (self.column(Level2), self.column(Level3)) else { return };
        let is_next = |heading: &Heading| heading.columns.first == class.last + 1;
        let Some(index) = self.unknown.iter().position(is_next) else { return };
        let span = self.unknown[index].columns;
        let below = grid.rows_between(self.last + 1, grid.end()).flat_map(|row| grid.row(row));
        let mut below = below.filter(|entry| span.contains(entry.column())).take(CELLS_SEEN).peekable();
        if below.peek().is_some() && !below.any(|entry| is_figure(entry.key())) {
            let heading = self.unknown.remove(index);
            self.enter(grid, Level3, heading);
        }
    }

    /// Of two columns of names the left one holds the classes of the second level, in a table that has none (指标类别 | 指标内容 | 指标名称).
    fn take_subclass(&mut self, grid: &Grid) {
        let [Some(class), None, Some(name)] =
            [IndicatorColumn::Level1, IndicatorColumn::Level2, IndicatorColumn::Level3]
                .map(|level| self.column(level))
        else {
            return;
        };
        let is_name = |heading: &Heading| {
            heading.columns.first > name.last
                && meaning_of(grid.labels, heading).indicator == Some(IndicatorColumn::Level3)
        };
        let Some(at) = self.unknown.iter().position(is_name).filter(|_| class.last < name.first) else {
            return;
        };
        let heading = self.unknown.remove(at);
        let level2 = |column: &mut IndicatorColumn| {
            if *column == IndicatorColumn::Level3 {
                *column = IndicatorColumn::Level2;
            }
        };
        self.columns.iter_mut().for_each(|(column, _)| level2(column));
        self.texts.iter_mut().for_each(|(column, _)| level2(column));
        self.enter(grid, IndicatorColumn::Level3, heading);
    }

    /// The one column left of the indicators' names holds their classes, whatever its heading says, in a table that has no levels
    /// (项目类别 | 指标名称).
    fn take_class(&mut self, grid: &Grid) {
        let [None, None, Some(name)] =
            [IndicatorColumn::Level1, IndicatorColumn::Level2, IndicatorColumn::Level3]
                .map(|level| self.column(level))
        else {
            return;
        };
        let is_left = |heading: &Heading| {
            let side = meaning_of(grid.labels, heading).side;
            heading.columns.last < name.first
                && !matches!(side, Some(Side::Indicators | Side::Goal))
                && !grid.labels.sides.numbers.contains(&heading.text)
                && !self.columns.iter().any(|(_, columns)| columns.meets(heading.columns))
        };
        let mut left: Vec<Heading> =
            headings(grid, self.first, self.last).into_iter().filter(is_left).collect();
        let (Some(heading), true) = (left.pop(), left.is_empty()) else { return };
        self.unknown.retain(|known| known.columns.first != heading.columns.first);
        self.enter(grid, IndicatorColumn::Level1, heading);
    }

    /// A unit beside targets that are no bare numbers is no part of them: it is the office's own.
    fn keep_units(&mut self, grid: &Grid, end: u32) {
        let columns = [IndicatorColumn::Operator, IndicatorColumn::Target, IndicatorColumn::TargetUnit];
        let [None, Some(target), Some(unit)] = columns.map(|column| self.column(column)) else { return };
        if self.is_named(grid.labels, IndicatorColumn::TargetUnit) {
            return;
        }
        let cells = grid.rows_between(self.last + 1, end).flat_map(|row| grid.row(row));
        let below = cells.filter(|entry| target.contains(entry.column())).take(CELLS_SEEN);
        let (bare, whole): (Vec<&Entry>, Vec<&Entry>) =
            below.partition(|entry| is_figure(entry.key().trim_start_matches(is_sign)));
        if whole.len() > bare.len() {
            self.disown(grid, IndicatorColumn::TargetUnit, unit);
        }
    }

    /// True when a person says that its heading means this column.
    fn is_named(&self, labels: &Labels, column: IndicatorColumn) -> bool {
        self.texts.iter().any(|(known, text)| *known == column && labels.named(text).is_some())
    }

    /// Makes a column the office's own.
    fn disown(&mut self, grid: &Grid, column: IndicatorColumn, span: Columns) {
        self.columns.retain(|(known, _)| *known != column);
        let own = headings(grid, self.first, self.last);
        self.unknown.extend(own.into_iter().filter(|heading| heading.columns.first == span.first));
    }
}

/// The header that begins in `row`, over as many rows as its headings need.
pub fn find(grid: &Grid, row: u32, end: u32) -> Header {
    find_from(grid, row, end, 0)
}

/// The same, of the columns from `first` on.
pub fn find_from(grid: &Grid, row: u32, end: u32, first: u32) -> Header {
    let last = rows_end(grid, row, end);
    let mut header = Header {
        first: row,
        last,
        columns: Vec::new(),
        own: Vec::new(),
        texts: Vec::new(),
        unknown: Vec::new(),
        left_out: Vec::new(),
    };
    // Known words first: 指标值 is the target even where 指标值性质 stands before it.
    let headings = headings(grid, row, last).into_iter().filter(|heading| heading.columns.first >= first);
    let (nothing, headings): (Vec<_>, Vec<_>) =
        headings.partition(|heading| grid.labels.is_nothing(&heading.text));
    header.left_out.extend(nothing.into_iter().map(|heading| heading.columns));
    // A person's word wins.
    let (named, headings): (Vec<_>, Vec<_>) =
        headings.into_iter().partition(|heading| grid.labels.named(&heading.text).is_some());
    let headings = named.into_iter().chain(headings);
    let (known, rest): (Vec<_>, Vec<_>) =
        headings.partition(|heading| is_known(meaning_of(grid.labels, heading)));
    let (remarks, known): (Vec<_>, Vec<_>) =
        figures_last(grid.labels, known).into_iter().partition(|heading| is_remark(grid.labels, heading));
    for heading in known {
        if let Some(column) = meaning_of(grid.labels, &heading).indicator {
            header.enter(grid, column, heading);
        }
    }
    let rest = header.enter_free(grid, rest, |heading| indicator_column(grid.labels, &heading.text));
    let shared = shared(&rest);
    let rest = header.enter_free(grid, rest, |heading| {
        let whole = (!heading.over.is_empty()).then(|| format!("{}{}", heading.over, heading.text))?;
        let is_one = !shared.contains(&heading.over) && !is_earlier(grid.labels, &whole);
        indicator_column(grid.labels, &whole).filter(|_| is_one)
    });
    // 备注 heads the reasons where no other heading does, in a form that has results.
    let results = [IndicatorColumn::Actual, IndicatorColumn::Score];
    let has_results = results.iter().any(|column| header.column(*column).is_some());
    let remarks = header.enter_free(grid, remarks, |heading| {
        meaning_of(grid.labels, heading).indicator.filter(|_| has_results)
    });
    header.unknown.extend(remarks);
    // 指标 or 绩效指标 right of the classes, or in a table without classes, heads the indicators' names.
    let first = header.first_level();
    let rest = header.enter_free(grid, rest, |heading| {
        let is_right = first.is_none_or(|first| heading.columns.first > first);
        let is_names = is_right && bare(&heading.text).ends_with("指标");
        is_names.then_some(IndicatorColumn::Level3)
    });
    header.keep_operators(grid, end);
    header.keep_units(grid, end);
    // A label of the foot (改进措施) heads a column here; so does 绩效目标 right of the label beside the table.
    let beside = grid.row(row).first().map_or(0, |entry| entry.column());
    let is_side = |heading: &Heading| match meaning_of(grid.labels, heading).side {
        None | Some(Side::Other) => false,
        Some(Side::Goal) => heading.columns.first <= beside,
        Some(_) => true,
    };
    header.unknown.extend(rest.into_iter().filter(|heading| !is_side(heading)));
    header.take_goal(grid);
    header.take_results(grid);
    header.divide_names(grid);
    header.take_levels(grid);
    header.take_subclass(grid);
    header.take_class(grid);
    header.take_name(grid);
    header.own = own_columns(grid, &header);
    header
}

/// Wider headings that stand over several of these: 区域目标值 over the names of counties heads no one column.
fn shared(headings: &[Heading]) -> Vec<String> {
    let count = |over: &String| headings.iter().filter(|heading| heading.over == *over).count();
    let overs = headings.iter().map(|heading| &heading.over);
    overs.filter(|over| !over.is_empty() && count(over) > 1).cloned().collect()
}

/// The headings with those of several years (指标值(长期)) last: a form has the year's. Of the others, those of figures left of the
/// indicators' names come last: they are about a class (一级指标 权重), and the indicator's own stand right of its name.
fn figures_last(labels: &Labels, headings: Vec<Heading>) -> Vec<Heading> {
    let is_long = |heading: &Heading| is_long_term(labels, heading);
    let (long, headings): (Vec<_>, Vec<_>) = headings.into_iter().partition(is_long);
    let is_name = |heading: &&Heading| meaning_of(labels, heading).indicator == Some(IndicatorColumn::Level3);
    let names = headings.iter().find(is_name).map_or(0, |heading| heading.columns.first);
    let is_of_class = |heading: &Heading| {
        let column = meaning_of(labels, heading).indicator;
        heading.columns.first < names
            && matches!(column, Some(IndicatorColumn::Weight | IndicatorColumn::Score))
    };
    let (of_classes, others): (Vec<_>, Vec<_>) = headings.into_iter().partition(is_of_class);
    others.into_iter().chain(of_classes).chain(long).collect()
}

/// True for a heading of what is aimed at over several years.
fn is_long_term(labels: &Labels, heading: &Heading) -> bool {
    labels.sides.long_term.iter().any(|word| heading.text.contains(word.as_str()))
}

/// The columns of the office's own. One that repeats a known heading is about the column before it (一级指标权重); a heading over
/// several rows goes by its lowest.
fn own_columns(grid: &Grid, header: &Header) -> Vec<(ColumnName, Columns)> {
    let all = headings(grid, header.first, header.last);
    let is_figure_of = |heading: &Heading| {
        use IndicatorColumn::{Actual, Target};
        matches!(indicator_column(grid.labels, &heading.over), Some(Target | Actual))
            && !heading.own.contains('值')
    };
    let name = |heading: &Heading| {
        let before = all.iter().filter(|other| other.columns.last < heading.columns.first);
        let before = before.max_by_key(|other| other.columns.last);
        let repeats = all.iter().filter(|other| other.text == heading.text).count() > 1;
        let column = meaning_of(grid.labels, heading).indicator;
        let is_of_class = matches!(column, Some(IndicatorColumn::Weight | IndicatorColumn::Score));
        match before.filter(|_| is_of_class || repeats && column.is_some()) {
            Some(before) => ColumnName::new(&format!("{}{}", before.own, heading.own)),
            // 前年 under 近两年指标值 says what it is with that alone.
            None if repeats && !heading.over.is_empty() || is_figure_of(heading) => heading.name(),
            None if holds_ticks(grid, header.last + 1, heading.columns) => heading.name(),
            None => ColumnName::new(&heading.own),
        }
    };
    // What stands apart from the table is a remark beside it.
    let mut edge = header.columns.iter().map(|(_, columns)| columns.last).max().unwrap_or_default();
    let mut own = Vec::new();
    let mut unknown: Vec<&Heading> = header.unknown.iter().collect();
    unknown.sort_by_key(|heading| heading.columns.first);
    for heading in unknown {
        if heading.columns.first <= edge + 1 {
            edge = edge.max(heading.columns.last);
            own.push((unlike(&own, name(heading)), heading.columns));
        }
    }
    own
}

/// The name of a column; numbered where another goes by it (备注, 备注2), so that both keep their texts.
fn unlike(others: &[(ColumnName, Columns)], name: ColumnName) -> ColumnName {
    let is_taken = |name: &ColumnName| others.iter().any(|(other, _)| other == name);
    let numbered = (2..).map(|number| ColumnName::new(&format!("{}{number}", name.as_str())));
    let free = std::iter::once(name.clone()).chain(numbered).find(|name| !is_taken(name));
    free.unwrap_or(name)
}

/// True when two columns hold different texts in a row below their headings.
fn hold_others(grid: &Grid, first: u32, one: Columns, other: Columns) -> bool {
    let differ = |row: u32| {
        let text = |span: Columns| grid.row(row).iter().find(|entry| span.meets(entry.columns()));
        matches!((text(one), text(other)), (Some(a), Some(b)) if a.at() != b.at() && a.key() != b.key())
    };
    grid.rows_between(first, grid.end()).take(CELLS_SEEN).any(differ)
}

/// True for a column of ticks: its heading is one of several answers to the wider heading over it (完成目标可能性 over 确定能, 有可能).
fn holds_ticks(grid: &Grid, first: u32, columns: Columns) -> bool {
    let cells = grid.rows_between(first, grid.end()).flat_map(|row| grid.row(row));
    let mut below = cells.filter(|entry| columns.contains(entry.column())).take(CELLS_SEEN);
    below.any(|entry| ["√", "✓", "✔", "☑", "v", "V"].contains(&entry.key()))
}

fn meaning_of<'a>(labels: &'a Labels, heading: &Heading) -> &'a Meaning {
    meaning(labels, &heading.text)
}

/// True for a heading of figures of years before the form's: 近两年指标值 over 前年 and 上年.
fn is_earlier(labels: &Labels, heading: &str) -> bool {
    labels.sides.earlier.iter().any(|word| heading.contains(word.as_str()))
}

/// True for 备注, under which reasons stand where no other heading names them.
fn is_remark(labels: &Labels, heading: &Heading) -> bool {
    labels.sides.remarks.iter().any(|word| word == bare(&heading.text))
}

fn is_known(meaning: &Meaning) -> bool {
    meaning.indicator.is_some()
}

fn rows_end(grid: &Grid, row: u32, end: u32) -> u32 {
    let cells = grid.row(row);
    let bottom = |entry: &Entry| entry.area().last.row;
    // What begins the row and reaches below all others stands beside the table.
    let others = cells.iter().skip(1).map(bottom).max().unwrap_or(row);
    let is_heading = |entry: &&Entry| is_known(entry.meaning()) && bottom(entry) <= others;
    let mut last = cells.iter().filter(is_heading).map(bottom).max().unwrap_or(row);
    if !grid.has_levels(row) {
        last = last.max(row + 1);
    }
    last_row(grid, row, last, end, is_known)
}

/// Marks the header's cells as understood.
pub fn take(reading: &mut Reading, header: &Header) {
    reading.edge = reading.edge.max(header.edge());
    use_cells(reading, header);
}

/// Marks the cells of a header printed again at the head of a page; other columns than above it are reported.
pub fn take_again(reading: &mut Reading, again: &Header, header: &Header) {
    use_cells(reading, again);
    let differs = |(column, span): &&(IndicatorColumn, Columns)| {
        header.column(*column).is_some_and(|known| known.first != span.first)
    };
    if let Some((_, span)) = again.columns.iter().find(differs) {
        let at = Address::new(again.first, span.first);
        reading.report(at, "表内再次出现的表头与前面的列次不同，其下各行仍按前面的表头读取，请核对");
    }
}

fn use_cells(reading: &mut Reading, header: &Header) {
    for row in header.first..=header.last {
        for entry in reading.row(row) {
            reading.using(*entry);
        }
        for entry in reading.grid.row(row).iter().filter(|entry| header.leaves_out(entry.columns())) {
            reading.using(*entry);
        }
    }
}
