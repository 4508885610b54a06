use jixiao_layout::Pages;

/// A form to print: a bookmark, its pages, and bookmarks within them.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// The bookmark's text: which form it is, such as the project's name.
    pub title: &'a str,
    /// What `layout` made of it.
    pub pages: &'a Pages,
}
