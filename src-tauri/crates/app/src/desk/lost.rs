//! What is known of a document's file that has gone while it is open.

use std::path::Path;

use jixiao_store::{EntryId, Store, Whereabouts};

use super::actor::Actor;
use super::view::LostView;
use crate::error_text::describe_error;

/// What is known of a file that has gone while its document is open.
#[derive(Clone, Debug, Default)]
pub struct Lost {
    /// What the person is told; `None` while the file is where it was opened.
    view: Option<LostView>,
    /// The last step that the backup holds which was made because the file had gone.
    kept: Option<EntryId>,
}

impl Lost {
    /// What the person is told; `None` while the file is where it was opened.
    pub const fn view(&self) -> Option<&LostView> {
        self.view.as_ref()
    }

    /// Looks where the file is. Where it has gone, everything in the document is backed up at once, and after each further step.
    pub fn look(&mut self, store: &Store, backups: &Path, actor: &Actor) {
        let replaced = match store.whereabouts() {
            Whereabouts::There => {
                *self = Self::default();
                return;
            }
            Whereabouts::Gone => false,
            Whereabouts::Replaced => true,
        };
        let last = store.last_entry().ok().flatten();
        let is_kept = last.is_some() && last == self.kept;
        let unkept = (!is_kept).then(|| store.backup(backups, actor.at()).err()).flatten();
        if unkept.is_none() {
            self.kept = last;
        }
        let can_return = store.path().parent().is_some_and(Path::is_dir);
        let unkept = unkept.map(|error| describe_error(&error.into()));
        self.view = Some(LostView { message: message(store.path(), replaced, unkept), replaced, can_return });
    }
}

fn message(path: &Path, replaced: bool, unkept: Option<String>) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let folder = path.parent().unwrap_or(path).display();
    let what = if replaced {
        format!("“{folder}”里的“{name}”被换成了另一个文件（可能是同步软件或别人放的）。")
    } else {
        format!("“{name}”已经不在“{folder}”里：可能被删除、移走或改了名，也可能文件夹或 U 盘不在了。")
    };
    let kept = match unkept {
        None => "您填写的内容都还在，并且已经自动备份。".to_owned(),
        Some(why) => format!("您填写的内容都还在这个窗口里，但没有备份成功：{why}。请不要关闭窗口。"),
    };
    let there = if replaced { "保存到原处时，那里现在的文件会先放进备份。" } else { "" };
    format!("{what}{kept}请选择保存到哪里。{there}")
}
