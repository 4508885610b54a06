use serde::{Deserialize, Serialize};

/// How a document is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// It can be changed, here and nowhere else.
    Write,
    /// Another window or process has it open and may change it while we read.
    OpenElsewhere,
    /// The file or its folder cannot be written.
    ReadOnlyPlace,
    /// There is no room for changes on its disk.
    DiskFull,
}

impl Access {
    /// What the person should know; `None` when there is nothing to say.
    #[must_use]
    pub const fn notice(self) -> Option<&'static str> {
        match self {
            Self::Write => None,
            Self::OpenElsewhere => Some(
                "这个文件正在另一个窗口或另一台计算机上编辑，这里以只读方式打开；要修改，请先在那里关闭它，再重新打开",
            ),
            Self::DiskFull => {
                Some("磁盘空间不足，以只读方式打开；要修改，请先清理这个文件所在的磁盘，再重新打开")
            }
            Self::ReadOnlyPlace => Some(
                "这个文件或它所在的文件夹不能写入，以只读方式打开；要修改，请把它复制到可以写入的文件夹后再打开",
            ),
        }
    }
}
