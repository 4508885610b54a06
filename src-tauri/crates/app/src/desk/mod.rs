//! The use cases of the window: one open document, its forms on screen, import, preview and export.

pub mod view;
