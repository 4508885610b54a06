//! The texts and lines of a page, in points from its left and from its top.
#![expect(clippy::float_arithmetic, reason = "places on a page, which PDF gives as floating point numbers")]
#![expect(clippy::many_single_char_names, reason = "the standard's own names of a matrix")]

use std::collections::HashMap;

use jixiao_xlsx::guarded::{Budget, Fault};
use lopdf::content::{Content, Operation};
use lopdf::{Document, Encoding, Object, ObjectId};

/// Lines of a page; a form has some hundred.
const LINES: usize = 20_000;
/// Thicker ones are areas of colour.
const THICKNESS: f32 = 3.0;

/// What is on a page.
#[derive(Default)]
pub(super) struct Page {
    pub texts: Vec<PageText>,
    /// Lines from left to right: y, and from and to which x.
    pub horizontal: Vec<[f32; 3]>,
    /// Lines from top to bottom: x, and from and to which y.
    pub vertical: Vec<[f32; 3]>,
    /// Texts without a known encoding.
    pub lost: usize,
}

/// A text in one piece.
#[derive(Clone, Debug)]
pub(super) struct PageText {
    pub x: f32,
    /// Of the line that its characters stand on.
    pub y: f32,
    pub size: f32,
    pub text: String,
}

impl PageText {
    /// About how wide it is: Chinese characters are square, others half of it.
    pub(super) fn width(&self) -> f32 {
        self.text.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum::<f32>() * self.size
    }
}

/// Reads a page.
pub(super) fn read(document: &Document, page: ObjectId, most: usize, budget: &Budget) -> Result<Page, Fault> {
    let damaged = || Fault::damaged("PDF 的页面无法读取");
    let bytes = document.get_page_content_with_limit(page, most).map_err(|_| damaged())?;
    let content = Content::decode(&bytes).map_err(|_| damaged())?;
    budget.walk(content.operations.len())?;
    let fonts = document.get_page_fonts(page).unwrap_or_default();
    let fonts = fonts
        .into_iter()
        .filter_map(|(name, font)| Some((name, font.get_font_encoding_with_limit(document, most).ok()?)));
    let mut reader = Reader {
        page: Page::default(),
        fonts: fonts.collect(),
        state: State::default(),
        states: Vec::new(),
        path: Vec::new(),
        from: None,
    };
    for operation in &content.operations {
        reader.operation(operation);
        if reader.page.horizontal.len() + reader.page.vertical.len() > LINES {
            return Err(Fault::TooMuch(format!("一页有超过 {LINES} 条线")));
        }
    }
    reader.page.texts.iter().try_for_each(|text| budget.text(text.text.len()))?;
    Ok(reader.page)
}

/// `[a b c d e f]` as in ISO 32000-1, 8.3.3.
#[derive(Clone, Copy)]
struct Matrix([f32; 6]);

impl Default for Matrix {
    fn default() -> Self {
        Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0])
    }
}

impl Matrix {
    fn then(self, next: Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let (x, y) = next.point(e, f);
        let n = next.0;
        Self([a * n[0] + b * n[2], a * n[1] + b * n[3], c * n[0] + d * n[2], c * n[1] + d * n[3], x, y])
    }

    fn point(self, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }
}

#[derive(Clone, Default)]
struct State {
    page: Matrix,
    font: Vec<u8>,
    size: f32,
    leading: f32,
    line: Matrix,
    text: Matrix,
}

struct Reader<'d> {
    page: Page,
    fonts: HashMap<Vec<u8>, Encoding<'d>>,
    state: State,
    states: Vec<State>,
    /// Segments of the path so far.
    path: Vec<[f32; 4]>,
    from: Option<(f32, f32)>,
}

impl Reader<'_> {
    fn operation(&mut self, operation: &Operation) {
        let numbers: Vec<f32> =
            operation.operands.iter().filter_map(|operand| operand.as_float().ok()).collect();
        match (operation.operator.as_str(), numbers.as_slice()) {
            ("q", _) if self.states.len() < 64 => self.states.push(self.state.clone()),
            ("Q", _) => self.state = self.states.pop().unwrap_or_default(),
            ("cm", &[a, b, c, d, e, f]) => self.state.page = Matrix([a, b, c, d, e, f]).then(self.state.page),
            ("m", &[x, y]) => self.from = Some(self.state.page.point(x, y)),
            ("l", &[x, y]) => self.line_to(x, y),
            ("re", &[x, y, width, height]) => self.rectangle(x, y, width, height),
            ("S" | "s" | "B" | "B*" | "b" | "b*", _) => self.stroke(),
            ("f" | "F" | "f*", _) => self.fill(),
            ("n", _) => self.path.clear(),
            ("BT", _) => (self.state.line, self.state.text) = (Matrix::default(), Matrix::default()),
            ("Tf", &[size]) => {
                self.state.size = size;
                self.state.font = operation
                    .operands
                    .first()
                    .and_then(|name| name.as_name().ok())
                    .unwrap_or_default()
                    .to_vec();
            }
            ("TL", &[leading]) => self.state.leading = leading,
            ("Td", &[x, y]) => self.next_line(x, y),
            ("TD", &[x, y]) => {
                self.state.leading = -y;
                self.next_line(x, y);
            }
            ("T*", _) => self.next_line(0.0, -self.state.leading),
            ("Tm", &[a, b, c, d, e, f]) => {
                self.state.line = Matrix([a, b, c, d, e, f]);
                self.state.text = self.state.line;
            }
            ("'" | "\"", _) => {
                self.next_line(0.0, -self.state.leading);
                self.show(&operation.operands);
            }
            ("Tj", _) => self.show(&operation.operands),
            ("TJ", _) => {
                let pieces = operation.operands.first().and_then(|pieces| pieces.as_array().ok());
                self.show(pieces.map_or(&[], Vec::as_slice));
            }
            _ => {}
        }
    }

    fn next_line(&mut self, x: f32, y: f32) {
        self.state.line = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(self.state.line);
        self.state.text = self.state.line;
    }

    fn show(&mut self, pieces: &[Object]) {
        let mut text = String::new();
        for piece in pieces {
            let Ok(bytes) = piece.as_str() else { continue };
            let decoded = self.fonts.get(&self.state.font).map(|font| Document::decode_text(font, bytes));
            match decoded {
                Some(Ok(decoded)) => text.push_str(&decoded),
                Some(Err(_)) | None => self.page.lost += 1,
            }
        }
        let place = self.state.text.then(self.state.page);
        let (x, y) = place.point(0.0, 0.0);
        let size = (self.state.size * place.0[3]).abs();
        let text = PageText { x, y: -y, size, text };
        if size > 0.0 {
            let along = text.width() / size * self.state.size;
            self.state.text = Matrix([1.0, 0.0, 0.0, 1.0, along, 0.0]).then(self.state.text);
        }
        if !text.text.trim().is_empty() {
            self.page.texts.push(text);
        }
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let to = self.state.page.point(x, y);
        if let Some(from) = self.from.replace(to) {
            self.path.push([from.0, from.1, to.0, to.1]);
        }
    }

    fn rectangle(&mut self, x: f32, y: f32, width: f32, height: f32) {
        let (left, bottom) = self.state.page.point(x, y);
        let (right, top) = self.state.page.point(x + width, y + height);
        self.path.extend([
            [left, bottom, right, bottom],
            [left, top, right, top],
            [left, bottom, left, top],
            [right, bottom, right, top],
        ]);
    }

    fn stroke(&mut self) {
        for [x0, y0, x1, y1] in std::mem::take(&mut self.path) {
            if (y0 - y1).abs() < 1.0 {
                self.page.horizontal.push([-y0, x0.min(x1), x0.max(x1)]);
            } else if (x0 - x1).abs() < 1.0 {
                self.page.vertical.push([x0, -y0.max(y1), -y0.min(y1)]);
            }
        }
    }

    /// Many programs draw a line as a thin area.
    fn fill(&mut self) {
        let path = std::mem::take(&mut self.path);
        for sides in path.chunks_exact(4) {
            let ([left, bottom, right, _], top) = (sides[0], sides[1][1]);
            let (width, height) = ((right - left).abs(), (top - bottom).abs());
            if height <= THICKNESS && width > THICKNESS {
                self.page.horizontal.push([-f32::midpoint(top, bottom), left.min(right), left.max(right)]);
            } else if width <= THICKNESS && height > THICKNESS {
                self.page.vertical.push([f32::midpoint(left, right), -top.max(bottom), -top.min(bottom)]);
            }
        }
    }
}
