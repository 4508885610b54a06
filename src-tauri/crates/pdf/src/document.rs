use jixiao_layout::Pages;

/// A form to print: one bookmark and its pages.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// The bookmark's text: which form it is, such as the project's name.
    pub title: &'a str,
    /// What `layout` made of it.
    pub pages: &'a Pages,
}
