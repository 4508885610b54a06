//! Text as a browser flows it: white space counts once, elements break lines.

use crate::table::{Note, Text};

/// Text so far.
#[derive(Debug, Default)]
pub(super) struct Flow {
    plain: String,
    /// White space that shows as soon as something follows it on the line.
    space: Space,
    /// A paragraph ended.
    is_ended: bool,
    struck: String,
    notes: Vec<Note>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Space {
    #[default]
    None,
    Blank,
    /// A line of the source ended here, which shows as nothing between Chinese characters.
    Line,
}

impl Flow {
    /// Adds text of the source.
    pub(super) fn push(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\n' | '\r' => self.space = Space::Line,
                ' ' | '\t' if self.space == Space::None => self.space = Space::Blank,
                ' ' | '\t' => {}
                '\u{A0}' => self.solid(' '),
                c => self.solid(c),
            }
        }
    }

    fn solid(&mut self, c: char) {
        if std::mem::take(&mut self.is_ended) && !self.plain.is_empty() {
            self.plain.push('\n');
            self.space = Space::None;
        }
        let before = self.plain.chars().next_back().unwrap_or('\n');
        let is_shown = match self.space {
            Space::None => false,
            Space::Blank => before != '\n',
            Space::Line => before != '\n' && (before.is_ascii() || c.is_ascii()),
        };
        if is_shown {
            self.plain.push(' ');
        }
        self.space = Space::None;
        self.plain.push(c);
    }

    /// Adds text that is crossed out.
    pub(super) fn strike(&mut self, text: &str) {
        self.struck.push_str(text);
    }

    /// A line ends.
    pub(super) fn break_line(&mut self) {
        self.is_ended = false;
        self.space = Space::None;
        self.plain.push('\n');
    }

    /// A paragraph ends: a line, where something follows.
    pub(super) fn end_paragraph(&mut self) {
        self.is_ended = !self.plain.ends_with('\n');
        self.space = Space::None;
    }

    /// Something that a person should know; told once.
    pub(super) fn note(&mut self, note: Note) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    /// The text and its notes.
    pub(super) fn take(mut self) -> Text {
        if !self.struck.trim().is_empty() {
            self.notes.push(Note::Struck(self.struck));
        }
        let plain = self.plain.trim_matches(['\n', ' ']).to_owned();
        Text { plain, notes: self.notes, style: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_shows_as_in_a_browser() {
        let cases = [
            (" a \n b ", "a b"),
            ("项目\r\n   支出", "项目支出"),
            ("产出 指标", "产出 指标"),
            ("完成\n3 个", "完成 3 个"),
            ("\u{A0}\u{A0}a", "a"),
        ];
        for (source, shown) in cases {
            let mut flow = Flow::default();
            flow.push(source);
            assert_eq!(flow.take().plain, shown, "{source:?}");
        }
        let mut flow = Flow::default();
        flow.push("一");
        flow.end_paragraph();
        flow.end_paragraph();
        flow.push(" \n 二");
        flow.break_line();
        flow.push("\n三");
        flow.end_paragraph();
        assert_eq!(flow.take().plain, "一\n二\n三");
    }
}
