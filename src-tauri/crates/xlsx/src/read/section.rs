//! One section of a number format code, such as `_ * #,##0.00_ ` or `0.00"分"`.

use super::moment::MomentFormat;

/// What a section asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent features of a format code")]
pub(crate) struct Section {
    /// Literal text before the digits, currency signs and padding left out.
    pub prefix: String,
    /// Literal text behind the digits, padding left out.
    pub suffix: String,
    /// `General` stands in place of digits.
    pub general: bool,
    /// `@` stands in place of digits.
    pub text: bool,
    /// Zeros before the point.
    pub whole_zeros: usize,
    /// There are placeholders for digits, not only for blanks.
    pub digits: bool,
    /// Zeros behind the point.
    pub least_decimals: u32,
    /// Placeholders of any kind behind the point.
    pub most_decimals: u32,
    /// Thousands separators.
    pub grouped: bool,
    /// Percent signs.
    pub percents: u32,
    /// Commas behind the digits, each of which shows a thousandth.
    pub thousandths: u32,
    /// Digits behind a point that is a mere text: `0!.0,` shows 万元, `0!.0000` too.
    pub shifted: u32,
    /// Parts of a date or time.
    pub moment: MomentFormat,
    /// Something that is not understood: fractions, exponents, conditions, Chinese numerals, text between digits.
    pub strange: bool,
    /// Where the walk through the code stands.
    stage: Stage,
    commas: u32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    #[default]
    Prefix,
    Whole,
    Shifted,
    Decimals,
    Suffix,
}

/// Splits a code at its semicolons and reads each section. At most four count.
pub(crate) fn sections(code: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let Some(section) = sections.last_mut() else { break };
        let taken = section.take(first, rest);
        if first == ';' {
            sections.push(Section::default());
        }
        rest = &rest[taken..];
    }
    sections.truncate(4);
    sections.iter_mut().for_each(Section::close);
    sections
}

impl Section {
    /// True when the section shows a date or a time.
    pub(crate) fn is_moment(&self) -> bool {
        let moment = self.moment;
        moment.year || moment.month || moment.day || moment.hour || moment.minute || moment.second
    }

    /// Takes what `rest` begins with and returns its length in bytes.
    fn take(&mut self, first: char, rest: &str) -> usize {
        let length = first.len_utf8();
        let behind = &rest[length..];
        if let Some(taken) = general_length(rest) {
            self.general = true;
            self.stage = Stage::Suffix;
            return taken;
        }
        match first {
            ';' => {}
            '"' => {
                let end = behind.find('"').unwrap_or(behind.len());
                self.escaped(&behind[..end]);
                return (length + end + 1).min(rest.len());
            }
            '\\' | '!' => {
                let escaped = behind.chars().next();
                let end = escaped.map_or(0, char::len_utf8);
                self.escaped(&behind[..end]);
                return length + end;
            }
            // Padding as wide as the next character, or filled with it.
            '_' | '*' => return length + behind.chars().next().map_or(0, char::len_utf8),
            '[' => {
                let end = behind.find(']').unwrap_or(behind.len());
                self.bracket(&behind[..end]);
                return (length + end + 1).min(rest.len());
            }
            _ => {
                if let Some(taken) = half_day(rest) {
                    return taken;
                }
                self.character(first);
                return if first.is_ascii_alphabetic() { run_length(first, rest) } else { length };
            }
        }
        length
    }

    fn character(&mut self, c: char) {
        match c {
            '0' | '#' | '?' => self.digit(c),
            '.' if self.stage <= Stage::Whole && !self.is_moment() => self.stage = Stage::Decimals,
            ',' if self.digits && self.stage < Stage::Suffix => self.commas += 1,
            '%' => {
                self.percents += 1;
                self.strange |= self.stage == Stage::Prefix || !self.suffix.is_empty();
                self.stage = Stage::Suffix;
            }
            '@' => self.text = true,
            'y' | 'Y' | 'e' | 'E' if !self.digits => self.moment.year = true,
            'm' | 'M' => self.month_or_minute(),
            'd' | 'D' => self.moment.day = true,
            'h' | 'H' => self.moment.hour = true,
            's' | 'S' => self.moment.second = true,
            'E' | 'e' => self.strange = true,
            _ => self.literal(c),
        }
    }

    fn digit(&mut self, c: char) {
        // The "-"?? that accounting formats print for zero shows no digit.
        self.digits |= c != '?';
        match self.stage {
            Stage::Prefix | Stage::Whole => {
                self.stage = Stage::Whole;
                self.grouped |= std::mem::take(&mut self.commas) > 0;
                self.whole_zeros += usize::from(c == '0');
            }
            Stage::Decimals => {
                self.most_decimals += 1;
                if c == '0' {
                    self.least_decimals = self.most_decimals;
                }
            }
            Stage::Shifted => self.shifted += 1,
            // Digits behind a text: a fraction, a telephone number.
            Stage::Suffix => self.strange = true,
        }
    }

    fn month_or_minute(&mut self) {
        if self.moment.hour && !self.moment.minute {
            self.moment.minute = true;
        } else {
            self.moment.month = true;
        }
    }

    /// Text in quotes or behind a backslash.
    fn escaped(&mut self, text: &str) {
        if text == "." && self.stage == Stage::Whole {
            self.stage = Stage::Shifted;
        } else {
            text.chars().for_each(|c| self.literal(c));
        }
    }

    fn literal(&mut self, c: char) {
        self.moment.chinese |= matches!(c, '年' | '月' | '日' | '时');
        if self.stage == Stage::Prefix {
            self.prefix.push(c);
        } else {
            self.stage = Stage::Suffix;
            self.suffix.push(c);
        }
    }

    fn bracket(&mut self, inside: &str) {
        let lower = inside.to_lowercase();
        match lower.as_str() {
            "h" | "hh" => (self.moment.hour, self.moment.elapsed) = (true, true),
            "m" | "mm" => (self.moment.minute, self.moment.elapsed) = (true, true),
            "s" | "ss" => (self.moment.second, self.moment.elapsed) = (true, true),
            // A currency with its locale; the amount is shown without it. Colours show nothing.
            _ if lower.starts_with('$') => {}
            _ => self.strange |= lower.starts_with("dbnum") || lower.starts_with(['<', '>', '=']),
        }
    }

    fn close(&mut self) {
        self.thousandths = self.commas;
        // s without h: the m before it counts minutes.
        if self.moment.second && self.moment.month && !self.moment.year && !self.moment.day {
            (self.moment.month, self.moment.minute) = (false, true);
        }
        self.prefix = self.prefix.trim().trim_start_matches(['¥', '￥', '$', '€', '£']).trim().to_owned();
        self.suffix = self.suffix.trim_end().to_owned();
    }
}

/// The length of `General` in any case, or of its Chinese name, at the head of `rest`.
fn general_length(rest: &str) -> Option<usize> {
    let names = ["General", "G/通用格式", "常规"];
    let starts = |name: &&&str| rest.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name));
    names.iter().find(starts).map(|name| name.len())
}

/// How often `first` stands at the head of `rest`: `yyyy` is one part of a date.
fn run_length(first: char, rest: &str) -> usize {
    rest.chars().take_while(|c| c.eq_ignore_ascii_case(&first)).count()
}

/// The length of `AM/PM`, `A/P` or `上午/下午`. Times are shown by 24 hours.
fn half_day(rest: &str) -> Option<usize> {
    let marks = ["AM/PM", "am/pm", "A/P", "a/p", "上午/下午"];
    marks.iter().find(|mark| rest.starts_with(**mark)).map(|mark| mark.len())
}
