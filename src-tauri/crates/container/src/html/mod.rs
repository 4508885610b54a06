//! HTML: its tables, and the lines around them, as a browser shows them without its style sheets.
//!
//! Tokens are put together here and not by a tree builder: what is wanted is tables, and a tree that browsers would build
//! from hostile text grows with the square of its length.

mod flow;
mod open_table;
mod tag;

use std::borrow::Cow;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};
use jixiao_xlsx::Workbook;
use jixiao_xlsx::guarded::{Budget, Fault};

use crate::lines::{self, Piece};
use crate::table::{Note, Text};
use flow::Flow;
use open_table::OpenTable;
use tag::{Effect, Tag};

/// Tables inside one another; web pages nest them for their layout.
const NESTING: usize = 20;
const HIDDEN: &str = "这里有不显示的内容，没有读入。请核对。";
const HIDDEN_CELL: &str = "单元格在网页中不显示，内容已读入。请核对是否需要。";

/// Reads the tables of a page.
pub(crate) fn read(html: &str) -> Result<Workbook, Fault> {
    let budget = Budget::default();
    let mut page = Page {
        budget: &budget,
        tables: Vec::new(),
        pieces: Vec::new(),
        line: Flow::default(),
        effects: Vec::new(),
    };
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(without_clipboard_header(html), emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(start) => page.start(&Tag::new(&start))?,
            Token::EndTag(end) => page.end(&String::from_utf8_lossy(&end.name)),
            Token::String(text) => page.text(&String::from_utf8_lossy(&text.value))?,
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    page.finish()
}

/// Windows puts a few lines of offsets before the HTML of its clipboard.
fn without_clipboard_header(html: &str) -> &str {
    let has_header = html.trim_start().starts_with("Version:");
    html.find('<').filter(|_| has_header).map_or(html, |start| &html[start..])
}

struct Page<'b> {
    budget: &'b Budget,
    /// Tables that are open, each inside the one before it.
    tables: Vec<OpenTable>,
    pieces: Vec<Piece>,
    /// The line outside all tables so far.
    line: Flow,
    /// What open elements do to the text inside them.
    effects: Vec<Open>,
}

/// An open element with an effect.
struct Open {
    name: String,
    /// Elements of that name inside it, itself included.
    count: usize,
    effect: Effect,
}

impl Page<'_> {
    fn start(&mut self, tag: &Tag) -> Result<(), Fault> {
        self.budget.step()?;
        // An option ends where the next one begins.
        if tag.name == "option" && self.effects.last().is_some_and(|open| open.name == tag.name) {
            self.effects.pop();
        }
        if let Some(open) = self.effects.last_mut().filter(|open| open.name == tag.name && !tag.is_void()) {
            open.count += 1;
        }
        if self.is_hidden() {
            return Ok(());
        }
        match tag.name.as_str() {
            "table" => return self.open_table(tag),
            "tr" => self.in_table(|table| table.open_row(tag.is_hidden)),
            "td" | "th" => return self.open_cell(tag),
            "thead" | "tbody" | "tfoot" => self.in_table(OpenTable::close_row),
            "br" => self.flow().break_line(),
            "img" => self.picture(),
            "input" => self.flow().push(&tag.input_text()),
            _ if tag.is_block() => self.end_line(),
            _ => {}
        }
        if let Some(effect) = tag.effect() {
            if effect == Effect::Hidden && tag.is_hidden {
                self.flow().note(Note::Other(HIDDEN));
            }
            self.effects.push(Open { name: tag.name.clone(), count: 1, effect });
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        if let Some(open) = self.effects.last_mut().filter(|open| open.name == name) {
            open.count -= 1;
            if open.count == 0 {
                self.effects.pop();
            }
        }
        if self.is_hidden() {
            return;
        }
        match name {
            "table" => self.close_table(),
            "tr" => self.in_table(OpenTable::close_row),
            "td" | "th" => self.in_table(OpenTable::close_cell),
            _ if tag::is_block(name) => self.end_line(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) -> Result<(), Fault> {
        if self.is_hidden() {
            return Ok(());
        }
        self.budget.text(text.len())?;
        let is_struck = self.effects.iter().any(|open| open.effect == Effect::Struck);
        let text: Cow<'_, str> = text.into();
        if is_struck {
            self.flow().strike(&text);
        } else {
            self.flow().push(&text);
        }
        Ok(())
    }

    fn is_hidden(&self) -> bool {
        self.effects.last().is_some_and(|open| open.effect == Effect::Hidden)
    }

    /// Where text goes: into the open cell, else beside all tables.
    fn flow(&mut self) -> &mut Flow {
        let cell = self.tables.iter_mut().rev().find_map(OpenTable::flow);
        cell.unwrap_or(&mut self.line)
    }

    fn in_table(&mut self, work: impl FnOnce(&mut OpenTable)) {
        if let Some(table) = self.tables.last_mut() {
            self.effects.truncate(table.effects);
            work(table);
        }
    }

    fn open_table(&mut self, tag: &Tag) -> Result<(), Fault> {
        if self.tables.len() >= NESTING {
            return Err(Fault::TooMuch(format!("表格嵌套超过 {NESTING} 层")));
        }
        if self.tables.is_empty() {
            self.end_line();
        }
        if tag.is_hidden {
            self.effects.push(Open { name: tag.name.clone(), count: 1, effect: Effect::Hidden });
            return Ok(());
        }
        if let Some(outer) = self.tables.last_mut() {
            outer.ensure_cell(self.budget)?;
        }
        self.tables.push(OpenTable::new(self.effects.len()));
        Ok(())
    }

    fn open_cell(&mut self, tag: &Tag) -> Result<(), Fault> {
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        self.effects.truncate(table.effects);
        table.open_cell(tag.spans(), self.budget)?;
        if tag.is_hidden {
            self.flow().note(Note::Other(HIDDEN_CELL));
        }
        if tag.effect() == Some(Effect::Struck) {
            self.effects.push(Open { name: tag.name.clone(), count: 1, effect: Effect::Struck });
        }
        Ok(())
    }

    fn close_table(&mut self) {
        let Some(open) = self.tables.pop() else { return };
        self.effects.truncate(open.effects);
        let table = open.close();
        match self.tables.last_mut() {
            Some(outer) => outer.push_table(table),
            None => self.pieces.push(Piece::Table(table)),
        }
    }

    /// Pictures beside tables are the page's ornaments.
    fn picture(&mut self) {
        if !self.tables.is_empty() {
            self.flow().note(Note::Picture);
        }
    }

    fn end_line(&mut self) {
        if self.tables.iter_mut().any(|table| table.flow().is_some()) {
            self.flow().end_paragraph();
            return;
        }
        let Text { plain, notes, .. } = std::mem::take(&mut self.line).take();
        let mut notes = Some(notes);
        let lines = plain.split('\n').filter(|line| !line.trim().is_empty());
        let lines = lines.map(|line| Text {
            plain: line.to_owned(),
            notes: notes.take().unwrap_or_default(),
            style: None,
        });
        self.pieces.extend(lines.map(Piece::Line));
    }

    fn finish(mut self) -> Result<Workbook, Fault> {
        while !self.tables.is_empty() {
            self.close_table();
        }
        self.end_line();
        lines::workbook(self.pieces, "表", &[], self.budget)
    }
}
