use jixiao_layout::Pages;

/// A form to print: a bookmark, its pages, and bookmarks within them.
#[derive(Clone, Copy, Debug)]
pub struct Document<'a> {
    /// The bookmark's text: which form it is, such as the project's name.
    pub title: &'a str,
    /// What `layout` made of it.
    pub pages: &'a Pages,
}

/// From where pages are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numbers {
    /// Through all documents.
    #[default]
    Through,
    /// Within each document, from 1.
    Each,
}

/// Documents bound together.
#[derive(Clone, Copy, Debug, Default)]
pub struct Volume<'a> {
    /// Cover and table of contents: their pages have no number.
    pub front: &'a [Document<'a>],
    /// What follows, with page numbers.
    pub documents: &'a [Document<'a>],
    /// From where pages are counted.
    pub numbers: Numbers,
    /// Words across each page, such as 草稿.
    pub watermark: Option<&'a str>,
}
